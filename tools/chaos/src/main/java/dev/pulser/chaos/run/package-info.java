// SPDX-License-Identifier: AGPL-3.0-only
/** One run from the first task to the verdict. */
@NullMarked
package dev.pulser.chaos.run;

import org.jspecify.annotations.NullMarked;

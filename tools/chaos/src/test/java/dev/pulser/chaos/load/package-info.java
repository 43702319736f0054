// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of the generated load. */
@NullMarked
package dev.pulser.chaos.load;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: AGPL-3.0-only
/** How much of the code the tests ran, over all modules. */
@NullMarked
package dev.pulser.launcher.coverage;

import org.jspecify.annotations.NullMarked;

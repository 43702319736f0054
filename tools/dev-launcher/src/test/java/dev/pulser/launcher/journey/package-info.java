// SPDX-License-Identifier: AGPL-3.0-only
/** End to end: the real processes, through the public doors. */
@NullMarked
package dev.pulser.launcher.journey;

import org.jspecify.annotations.NullMarked;

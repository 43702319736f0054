// SPDX-License-Identifier: AGPL-3.0-only
/** Commands {@code up}, {@code status} and {@code down}. */
@NullMarked
package dev.pulser.launcher.up;

import org.jspecify.annotations.NullMarked;

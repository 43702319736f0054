// SPDX-License-Identifier: AGPL-3.0-only
/** Starting and ending a stack: {@code up}, {@code status}, {@code down}. */
@NullMarked
package dev.pulser.launcher.up;

import org.jspecify.annotations.NullMarked;

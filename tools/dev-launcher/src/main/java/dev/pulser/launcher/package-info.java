// SPDX-License-Identifier: AGPL-3.0-only
/** The front door: every command of {@code ./pulser}. */
@NullMarked
package dev.pulser.launcher;

import org.jspecify.annotations.NullMarked;

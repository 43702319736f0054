// SPDX-License-Identifier: AGPL-3.0-only
/** The live view. */
@NullMarked
package dev.pulser.launcher.watch;

import org.jspecify.annotations.NullMarked;

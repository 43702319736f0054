// SPDX-License-Identifier: AGPL-3.0-only
/** Command {@code bench}: benchmark of the running stack. */
@NullMarked
package dev.pulser.launcher.bench;

import org.jspecify.annotations.NullMarked;

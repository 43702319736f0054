// SPDX-License-Identifier: AGPL-3.0-only
/** Records of the stacks that run on this machine, and their states. */
@NullMarked
package dev.pulser.launcher.running;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: AGPL-3.0-only
/** The whole of Pulser on one machine: order of start, addresses, secrets, what is left behind. */
@NullMarked
package dev.pulser.launcher.stack;

import org.jspecify.annotations.NullMarked;

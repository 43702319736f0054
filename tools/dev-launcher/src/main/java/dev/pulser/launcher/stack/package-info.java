// SPDX-License-Identifier: AGPL-3.0-only
/** Stack of all of Pulser on one machine: start order, addresses, secrets and data folder. The entry is
 * {@link dev.pulser.launcher.stack.DevLauncher}. */
@NullMarked
package dev.pulser.launcher.stack;

import org.jspecify.annotations.NullMarked;

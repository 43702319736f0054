// SPDX-License-Identifier: AGPL-3.0-only
/** Running attempts and their leases. Entry point: {@link RunningTasks}. */
@NullMarked
package dev.pulser.routing.running;

import org.jspecify.annotations.NullMarked;

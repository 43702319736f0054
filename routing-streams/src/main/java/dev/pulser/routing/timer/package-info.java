// SPDX-License-Identifier: AGPL-3.0-only
/** Timers of tasks, kept in a store. Entry point: {@link Timers}. */
@NullMarked
package dev.pulser.routing.timer;

import org.jspecify.annotations.NullMarked;

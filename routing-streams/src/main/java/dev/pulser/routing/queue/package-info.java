// SPDX-License-Identifier: AGPL-3.0-only
/** Waiting tasks in FIFO queues, one of each agent, priority and company. Entry point: {@link WaitingTasks}. */
@NullMarked
package dev.pulser.routing.queue;

import org.jspecify.annotations.NullMarked;

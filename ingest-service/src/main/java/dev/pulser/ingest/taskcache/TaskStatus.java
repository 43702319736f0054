// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * State of a task after one of its events.
 *
 * @param seq      sequence number of the last event; {@value TaskSnapshot#BEFORE_EVENTS} before the first
 * @param agent    assigned agent; null when none could be determined
 * @param attempts attempts so far; an attempt that no adapter started does not count
 */
public record TaskStatus(TaskState state, int seq, @Nullable AgentName agent, int attempts) {}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.name.AgentName;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Task in PostgreSQL.
 *
 * @param requestedAgent agent that the submitter required; null if Pulser chose
 * @param timeout        time limit of one attempt that the submitter set; null for the agent's
 */
public record StoredTask(
        TaskSnapshot snapshot,
        @Nullable Instant deadline,
        @Nullable AgentName requestedAgent,
        @Nullable Duration timeout) {}

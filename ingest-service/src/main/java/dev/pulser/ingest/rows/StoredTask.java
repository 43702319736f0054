// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.name.AgentName;
import dev.pulser.ingest.known.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task as it was stored, with what it asked for. */
public record StoredTask(
        TaskSnapshot snapshot,
        @Nullable Instant deadline,
        @Nullable AgentName askedAgent,
        @Nullable Duration timeout) {}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import dev.pulser.contract.routing.LaneEntry;
import java.time.Instant;

/**
 * Task with a dispatched attempt.
 *
 * @param lastHeartbeat time of dispatch, of the last heartbeat or of the restart of this service
 * @param deadline      deadline of the attempt
 * @param started       true when an adapter reported the attempt, or may have before a restart of this service
 */
public record RunningTask(LaneEntry entry, Instant lastHeartbeat, Instant deadline, boolean started) {

    /** Renews the lease without a heartbeat. */
    RunningTask renewLease(Instant time) {
        return new RunningTask(entry, time, deadline, started);
    }

    RunningTask recordHeartbeat(Instant time) {
        return new RunningTask(entry, time, deadline, true);
    }
}

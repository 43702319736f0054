// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import dev.pulser.contract.routing.LaneEntry;
import java.time.Instant;

/**
 * A task that is handed out.
 *
 * @param lastSign when it was last known to be in work: at hand-out, at a beat that lists it, at a restart of this service
 * @param deadline of the attempt
 * @param begun    whether an adapter has said that it has begun, or may have said so before a restart of this service
 */
public record RunningTask(LaneEntry entry, Instant lastSign, Instant deadline, boolean begun) {

    /** A fresh lease, though nothing was said. */
    RunningTask renewedAt(Instant time) {
        return new RunningTask(entry, time, deadline, begun);
    }

    RunningTask seenAt(Instant sign) {
        return new RunningTask(entry, sign, deadline, true);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Attempt;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.Usage;
import java.time.Instant;
import java.util.List;

/**
 * A waiting task on its way from one lane to another, with everything that lies behind it.
 *
 * @param home      the agent whose lane it came into first
 * @param reason    for people
 * @param nextSeq   of the task's next event
 * @param attempt   attempts started so far
 * @param epoch     hand-outs so far
 * @param handovers this one included
 * @param attempts  those that ended without a result
 * @param usage     of all attempts so far
 */
public record Handover(
        Task task,
        AgentName home,
        AgentName from,
        AgentName to,
        Instant at,
        String reason,
        int nextSeq,
        int attempt,
        int epoch,
        int handovers,
        List<Attempt> attempts,
        Usage usage) {

    public Handover {
        attempts = List.copyOf(attempts);
    }
}

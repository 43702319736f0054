// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import dev.pulser.chaos.journal.AgentCall;
import java.util.List;

/**
 * Everything that a run leaves behind.
 *
 * @param calls calls of the agents, in order of arrival
 * @param views REST views of the tasks of the company that uses REST
 */
public record Evidence(
        RunParameters parameters,
        Operations operations,
        FaultLog faults,
        List<AgentCall> calls,
        TopicRecords topics,
        DatabaseRows rows,
        List<RestTaskView> views,
        TopicOffsets offsets) {

    public Evidence {
        calls = List.copyOf(calls);
        views = List.copyOf(views);
    }
}

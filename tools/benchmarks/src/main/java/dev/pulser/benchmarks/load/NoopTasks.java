// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import dev.pulser.contract.agent.AgentConnection;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentExecution;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentProfile;
import dev.pulser.contract.agent.AgentRouting;
import dev.pulser.contract.cost.AgentCosts;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Tasks with a payload of 1 KB for an agent that does nothing. */
public final class NoopTasks {

    static final AgentName AGENT = new AgentName("noop");
    static final TaskType TYPE = new TaskType("noop");

    /** Capacity that is high enough not to limit the throughput. */
    static final int CAPACITY = 512;

    private static final int PAYLOAD_BYTES = 1_024;

    private NoopTasks() {}

    static AgentDefinition agent(int port) {
        return new AgentDefinition(
                AGENT,
                new AgentProfile("benchmark", null, null, null),
                new AgentRouting(Set.of(TYPE), null, List.of(), true),
                new AgentConnection(
                        AgentKind.HTTP,
                        URI.create("http://127.0.0.1:%d/run".formatted(port)),
                        null,
                        null,
                        List.of(),
                        null),
                new AgentExecution(CAPACITY, Duration.ofSeconds(30), AgentLimits.NONE, true),
                AgentCosts.FREE);
    }

    /** Returns a JSON object of exactly 1 KB that is unique to the number. */
    public static String payload(long number) {
        var head = "{\"number\":%d,\"filler\":\"".formatted(number);
        return head + "x".repeat(PAYLOAD_BYTES - head.length() - 2) + "\"}";
    }

    static String json(long number) {
        return "{\"task_type\":\"%s\",\"payload\":%s}".formatted(TYPE, payload(number));
    }
}

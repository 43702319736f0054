// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The work of every run: a payload of 1 KB for an agent that does nothing. */
public final class NoopTasks {

    static final AgentName AGENT = new AgentName("noop");
    static final TaskType TYPE = new TaskType("noop");

    /** Beyond this many attempts at a time the lane is not what is measured. */
    static final int CAPACITY = 512;

    private static final int PAYLOAD_BYTES = 1_024;

    private NoopTasks() {}

    static AgentDefinition agent(int port) {
        return new AgentDefinition(
                AGENT,
                "benchmark",
                AgentKind.HTTP,
                Set.of(TYPE),
                CAPACITY,
                Duration.ofSeconds(30),
                URI.create("http://127.0.0.1:%d/run".formatted(port)),
                List.of(),
                List.of(),
                true,
                null,
                null,
                true,
                null);
    }

    /** A JSON object of exactly 1 KB that differs from number to number. */
    public static String payload(long number) {
        var head = "{\"number\":%d,\"filler\":\"".formatted(number);
        return head + "x".repeat(PAYLOAD_BYTES - head.length() - 2) + "\"}";
    }

    static String json(long number) {
        return "{\"task_type\":\"%s\",\"payload\":%s}".formatted(TYPE, payload(number));
    }
}

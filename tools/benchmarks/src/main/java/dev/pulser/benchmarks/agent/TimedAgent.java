// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Agent that completes every call at once and reports it. Runs in the process of the measurement, so that both use the same
 * clock.
 */
public final class TimedAgent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AgentServer server;

    private TimedAgent(Consumer<String> called) throws IOException {
        server = new AgentServer(0)
                .on("/", body -> {
                    called.accept(JSON.readTree(body).path("task_id").asText());
                    return AgentServer.RESPONSE;
                })
                .start();
    }

    /** @param called receives the task id of each call, on the thread of the call */
    public static TimedAgent start(Consumer<String> called) throws IOException {
        return new TimedAgent(called);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * An agent that answers at once and tells whose turn it is. It lives in the process that measures, so that both go by one
 * clock.
 */
public final class TimedAgent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AgentServer server;

    private TimedAgent(Consumer<String> called) throws IOException {
        server = new AgentServer(0)
                .on("/", body -> {
                    called.accept(JSON.readTree(body).path("task_id").asText());
                    return AgentServer.ANSWER;
                })
                .start();
    }

    /** @param called told the id of each task, on the thread of its call */
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

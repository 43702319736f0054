// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.benchmarks.agent.AgentProcess;
import dev.pulser.benchmarks.agent.GatedAgent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The busy agent: finishes what it is allowed to. */
final class Gate implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final HttpClient http;
    private final AgentProcess agent = AgentProcess.start(GatedAgent.class);

    Gate(HttpClient http) throws IOException {
        this.http = http;
    }

    int port() {
        return agent.port();
    }

    /** Lets so many calls be answered, those that come later included. */
    void allow(int calls) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(agent.at("/allow"))
                .POST(BodyPublishers.ofString(Integer.toString(calls)))
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    /** Ids of the tasks it was called for, in the order of the calls. */
    List<String> order() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(agent.at("/order")).build();
        return http.send(request, BodyHandlers.ofString()).body().lines().toList();
    }

    /** Returns when the agent was called so many times in all. */
    void awaitCalls(int calls) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); order().size() < calls; ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the busy agent was called %d times, not %d".formatted(order().size(), calls));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}

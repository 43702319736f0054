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

/** Control of the gated agent, in a separate process. */
final class GatedAgentControl implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(1);

    private final HttpClient http;
    private final AgentProcess agent = AgentProcess.start(GatedAgent.class);

    GatedAgentControl(HttpClient http) throws IOException {
        this.http = http;
    }

    int port() {
        return agent.port();
    }

    /** Allows this many calls to complete, present or future ones. */
    void allow(int calls) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(agent.at("/allow"))
                .POST(BodyPublishers.ofString(Integer.toString(calls)))
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    /** Returns the task ids of all calls, in order. */
    List<String> order() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(agent.at("/order")).build();
        return http.send(request, BodyHandlers.ofString()).body().lines().toList();
    }

    /** Waits until the agent has received this many calls in total. */
    void awaitCalls(int calls) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + LIMIT.toNanos(); order().size() < calls; ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the agent received %d of %d calls".formatted(order().size(), calls));
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}

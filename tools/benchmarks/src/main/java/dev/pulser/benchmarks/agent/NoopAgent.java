// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** An agent that answers every task at once with 200 bytes. {@code GET /calls} says how many it had. */
public final class NoopAgent implements AutoCloseable {

    private final LongAdder calls = new LongAdder();
    private final AgentServer server;

    private NoopAgent(int port) throws IOException {
        server = new AgentServer(port)
                .on("/calls", _ -> Long.toString(calls.sum()).getBytes(StandardCharsets.UTF_8))
                .on("/", _ -> {
                    calls.increment();
                    return AgentServer.ANSWER;
                })
                .start();
    }

    /** @param port 0 for any free one */
    public static NoopAgent start(int port) throws IOException {
        return new NoopAgent(port);
    }

    /** Runs until the process is ended; the argument is the port. Prints the port that it has. */
    public static void main(String... args) throws IOException {
        var agent = start(args.length > 0 ? Integer.parseInt(args[0]) : 0);
        System.out.println(agent.port());
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}

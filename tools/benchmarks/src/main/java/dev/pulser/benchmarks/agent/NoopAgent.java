// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** Agent that completes every call at once with 200 bytes. {@code GET /calls} returns the number of calls. */
public final class NoopAgent implements AutoCloseable {

    private final LongAdder calls = new LongAdder();
    private final AgentServer server;

    private NoopAgent(int port) throws IOException {
        server = new AgentServer(port)
                .on("/calls", _ -> Long.toString(calls.sum()).getBytes(StandardCharsets.UTF_8))
                .on("/", _ -> {
                    calls.increment();
                    return AgentServer.RESPONSE;
                })
                .start();
    }

    /** @param port 0 for a free one */
    public static NoopAgent start(int port) throws IOException {
        return new NoopAgent(port);
    }

    /** Runs until the process is terminated. The optional argument is the port; prints the actual one. */
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

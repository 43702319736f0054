// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Agent that completes calls only when it is allowed to. {@code POST /allow} with a number allows as many calls, {@code GET
 * /order} returns the task ids of all calls in order, one per line.
 */
public final class GatedAgent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Semaphore gate = new Semaphore(0);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final AgentServer server;

    private GatedAgent(int port) throws IOException {
        server = new AgentServer(port)
                .on("/allow", this::allow)
                .on("/order", _ -> order())
                .on("/", this::call)
                .start();
    }

    /** @param port 0 for a free one */
    public static GatedAgent start(int port) throws IOException {
        return new GatedAgent(port);
    }

    /** Runs until the process is terminated. The optional argument is the port; prints the actual one. */
    public static void main(String... args) throws IOException {
        var agent = start(args.length > 0 ? Integer.parseInt(args[0]) : 0);
        System.out.println(agent.port());
    }

    public int port() {
        return server.port();
    }

    private byte[] allow(byte[] body) {
        gate.release(Integer.parseInt(new String(body, StandardCharsets.US_ASCII)));
        return AgentServer.RESPONSE;
    }

    private byte[] order() {
        synchronized (order) {
            return String.join("\n", order).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private byte[] call(byte[] body) throws IOException, InterruptedException {
        order.add(JSON.readTree(body).path("task_id").asText());
        gate.acquire();
        return AgentServer.RESPONSE;
    }

    @Override
    public void close() {
        gate.release(Integer.MAX_VALUE / 2);
        server.close();
    }
}

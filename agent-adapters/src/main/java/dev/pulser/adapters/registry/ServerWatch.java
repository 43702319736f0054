// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.McpSession;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.gate.CallGates;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Pings servers that are ready, and has those started again that leave two pings in a row unanswered while no call of theirs
 * is running. Safe from any thread.
 */
final class ServerWatch {

    private static final Logger LOG = Logger.getLogger(ServerWatch.class);
    private static final int MAX_UNANSWERED = 2;

    private final CallGates gates;
    private final Duration limit;
    private final BiConsumer<McpServer, @Nullable Duration> listener;
    private final Map<String, Pulse> pulses = new ConcurrentHashMap<>();

    /** @param unanswered pings in a row, in this session */
    private record Pulse(McpSession session, int unanswered) {}

    /**
     * @param limit    for an answer
     * @param listener is told how long the answer took, or null where there was none
     */
    ServerWatch(CallGates gates, Duration limit, BiConsumer<McpServer, @Nullable Duration> listener) {
        this.gates = gates;
        this.limit = limit;
        this.listener = listener;
    }

    /** Waits for the answer; of a server that is not ready, nothing is asked. */
    void look(McpServer server) throws InterruptedException {
        listener.accept(
                server, server.state() instanceof ServerState.Ready ready ? ping(server, ready.session()) : null);
    }

    private @Nullable Duration ping(McpServer server, McpSession session) throws InterruptedException {
        long asked = System.nanoTime();
        return switch (session.ping(limit)) {
            case Reply.Result _, Reply.Refused _, Reply.TooLarge _ -> {
                pulses.remove(server.name());
                yield Duration.ofNanos(System.nanoTime() - asked);
            }
            case Reply.TimedOut _ -> {
                unanswered(server, session);
                yield null;
            }
            case Reply.Lost _, Reply.NotSent _ -> null; // its supervisor knows
        };
    }

    private void unanswered(McpServer server, McpSession session) {
        var before = pulses.get(server.name());
        int count = before != null && before.session().equals(session) ? before.unanswered() + 1 : 1;
        pulses.put(server.name(), new Pulse(session, count));
        int running = gates.running(server.name());
        LOG.warnf("ping not answered server=%s in-a-row=%d running-calls=%d", server.name(), count, running);
        if (count >= MAX_UNANSWERED && running == 0) {
            pulses.remove(server.name());
            server.restart(session);
        }
    }
}

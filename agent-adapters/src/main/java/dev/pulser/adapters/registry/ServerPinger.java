// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.limiter.CallLimiters;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.SupervisedServer;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.session.McpClientSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Pings ready servers and restarts a server that misses two pings in a row while no call is running. Thread-safe. */
final class ServerPinger {

    private static final Logger LOG = Logger.getLogger(ServerPinger.class);
    private static final int MAX_MISSED = 2;

    private final CallLimiters limiters;
    private final Duration timeout;
    private final BiConsumer<SupervisedServer, @Nullable Duration> listener;
    private final Map<String, MissedPings> missedByServer = new ConcurrentHashMap<>();

    /** Consecutive missed pings of one session. */
    private record MissedPings(McpClientSession session, int count) {}

    /**
     * @param timeout  timeout of a ping
     * @param listener called after each ping with its duration; null if there was no response
     */
    ServerPinger(CallLimiters limiters, Duration timeout, BiConsumer<SupervisedServer, @Nullable Duration> listener) {
        this.limiters = limiters;
        this.timeout = timeout;
        this.listener = listener;
    }

    /** Pings the server if it is ready, waits for the response and calls the listener. */
    void ping(SupervisedServer server) throws InterruptedException {
        listener.accept(
                server, server.state() instanceof ServerState.Ready ready ? ping(server, ready.session()) : null);
    }

    private @Nullable Duration ping(SupervisedServer server, McpClientSession session) throws InterruptedException {
        long start = System.nanoTime();
        return switch (session.ping(timeout)) {
            case RequestOutcome.Result _, RequestOutcome.ErrorResponse _, RequestOutcome.TooLarge _ -> {
                missedByServer.remove(server.name());
                yield Duration.ofNanos(System.nanoTime() - start);
            }
            case RequestOutcome.TimedOut _ -> {
                missed(server, session);
                yield null;
            }
            case RequestOutcome.Lost _, RequestOutcome.NotSent _ -> null; // its supervisor reconnects
        };
    }

    private void missed(SupervisedServer server, McpClientSession session) {
        var previous = missedByServer.get(server.name());
        int count = previous != null && previous.session().equals(session) ? previous.count() + 1 : 1;
        missedByServer.put(server.name(), new MissedPings(session, count));
        int running = limiters.running(server.name());
        LOG.warnf(
                "MCP server did not respond to ping server=%s consecutive=%d running-calls=%d",
                server.name(), count, running);
        if (count >= MAX_MISSED && running == 0) {
            missedByServer.remove(server.name());
            server.restart(session);
        }
    }
}

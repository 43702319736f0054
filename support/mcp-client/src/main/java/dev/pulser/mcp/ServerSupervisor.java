// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.mcp.declaration.ServerDefinition;
import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.mcp.rpc.McpConnection;
import dev.pulser.mcp.rpc.MessageCounters;
import dev.pulser.mcp.rpc.MessageDispatcher;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.session.McpClientSession;
import dev.pulser.mcp.session.ServerStartException;
import dev.pulser.mcp.session.VersionNegotiator;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Supervisor of one server: connects, negotiates the protocol version, lists the tools, refreshes the list, and reconnects
 * after the connection is closed. Runs on one thread.
 */
final class ServerSupervisor {

    /** Delay before a failed server is tried again. */
    private static final Duration FAILED_DELAY = Duration.ofSeconds(60);

    /** Collects repeated change notifications into one refresh. */
    private static final Duration CHANGE_DELAY = Duration.ofMillis(500);

    /** Longest time between two refreshes; servers may change their tools without a notification. */
    private static final Duration MAX_TTL = Duration.ofMinutes(5);

    private static final Duration MIN_TTL = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(ServerSupervisor.class);

    private final SupervisedServer server;
    private final ServerDefinition definition;
    private final McpClientConfig config;
    private final ConnectionFactory connections;
    private final MessageCounters counters;

    /** Has a permit when the tool list changed or the connection was closed. */
    private final Semaphore wakeUps = new Semaphore(0);

    ServerSupervisor(
            SupervisedServer server,
            ServerDefinition definition,
            McpClientConfig config,
            ConnectionFactory connections,
            MessageCounters counters) {
        this.server = server;
        this.definition = definition;
        this.config = config;
        this.connections = connections;
        this.counters = counters;
    }

    /** Runs until the thread is interrupted. */
    void run() {
        var policy = RestartPolicy.of(definition);
        boolean isProcess = definition instanceof ServerDefinition.Stdio;
        boolean skipDiscover = false;
        try {
            while (true) {
                var run = runOnce(skipDiscover);
                // Some servers exit when they receive server/discover: the next run begins with initialize.
                skipDiscover = isProcess && !run.responded() && !skipDiscover;
                policy = policy.afterRun(run.duration());
                var delay = run.end().code() == null ? policy.delay() : FAILED_DELAY;
                LOG.warnf(
                        "MCP server ended server=%s reason=\"%s\" restart-delay-ms=%d",
                        server.name(), run.end().message(), delay.toMillis());
                server.setState(stateAfter(run.end(), policy, delay));
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            }
        } catch (InterruptedException e) {
            server.setState(new ServerState.Stopped());
        }
    }

    private static ServerState stateAfter(CloseReason end, RestartPolicy policy, Duration delay) {
        var code = end.code();
        if (code != null) {
            return new ServerState.Failed(code, end.message());
        }
        return policy.isBackingOff()
                ? new ServerState.BackingOff(end.message(), System.nanoTime() + delay.toNanos())
                : new ServerState.Starting(end.message());
    }

    /**
     * One run of the server, from connection to disconnection.
     *
     * @param responded false if the connection was closed before the first response
     * @param duration  time since the server was ready; zero if it never was
     */
    private record Run(boolean responded, Duration duration, CloseReason end) {}

    private Run runOnce(boolean skipDiscover) throws InterruptedException {
        server.starting();
        McpConnection connection;
        try {
            connection = connections.open(definition, new MessageDispatcher(server.name(), counters, wakeUps::release));
        } catch (ServerStartException e) {
            return new Run(true, Duration.ZERO, e.closeReason());
        }
        server.connected(connection);
        McpClientSession session;
        try {
            session = new McpClientSession(
                    server.name(),
                    connection,
                    negotiate(connection, skipDiscover),
                    new McpClientSession.Timeouts(config.startTimeout(), config.callTimeout()),
                    counters);
            server.ready(session, session.listTools());
        } catch (ServerStartException e) {
            var end = connection.closed().getNow(e.closeReason());
            connection.close();
            return new Run(e.code() != null, Duration.ZERO, end.code() == null ? e.closeReason() : end);
        }
        long readyAt = System.nanoTime();
        var end = refreshUntilClosed(connection, session);
        return new Run(true, Duration.ofNanos(System.nanoTime() - readyAt), end);
    }

    private ProtocolRevision negotiate(McpConnection connection, boolean skipDiscover)
            throws ServerStartException, InterruptedException {
        var negotiator = new VersionNegotiator(connection, config.discoverTimeout(), config.startTimeout());
        var declared = definition.protocol();
        return declared == null ? negotiator.negotiate(skipDiscover) : negotiator.useDeclared(declared);
    }

    /** Refreshes the tool list when it changed or expired, until the connection is closed. */
    private CloseReason refreshUntilClosed(McpConnection connection, McpClientSession session)
            throws InterruptedException {
        var _ = connection.closed().thenRun(wakeUps::release);
        while (!connection.isClosed()) {
            if (wakeUps.tryAcquire(refreshInterval(session.toolListTtl()).toNanos(), TimeUnit.NANOSECONDS)
                    && !connection.isClosed()) {
                TimeUnit.NANOSECONDS.sleep(CHANGE_DELAY.toNanos());
            }
            wakeUps.drainPermits();
            if (!connection.isClosed()) {
                server.listToolsAgain();
            }
        }
        return connection.closed().join();
    }

    /** Returns the TTL of a tool list, bounded to 30 s to 5 min; 5 min if the server sets none. */
    static Duration refreshInterval(@Nullable Duration ttl) {
        if (ttl == null || ttl.compareTo(MAX_TTL) > 0) {
            return MAX_TTL;
        }
        return ttl.compareTo(MIN_TTL) < 0 ? MIN_TTL : ttl;
    }
}

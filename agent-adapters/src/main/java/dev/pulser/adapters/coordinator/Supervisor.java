// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.declared.ServerDefinition;
import dev.pulser.adapters.coordinator.rpc.End;
import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.Inbox;
import dev.pulser.adapters.coordinator.rpc.McpConnection;
import dev.pulser.adapters.coordinator.rpc.Traffic;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one server going, life after life: connects, finds out how it is spoken to, lists its tools, lists them again when
 * they may have changed, and connects again when the connection is over. One thread.
 */
final class Supervisor {

    /** Of a server that a person has to do something about. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(60);

    /** A list that is said to be another is read again after this, however often it is said. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** A server that says nothing of changes may change all the same. */
    private static final Duration LONGEST_TRUST = Duration.ofMinutes(5);

    private static final Duration SHORTEST_TRUST = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Supervisor.class);

    private final McpServer server;
    private final ServerDefinition definition;
    private final McpConfig config;
    private final Connections connections;
    private final Traffic traffic;

    /** A permit for everything that has to be looked at before its time: a list that changed, a connection that is over. */
    private final Semaphore news = new Semaphore(0);

    Supervisor(
            McpServer server, ServerDefinition definition, McpConfig config, Connections connections, Traffic traffic) {
        this.server = server;
        this.definition = definition;
        this.config = config;
        this.connections = connections;
        this.traffic = traffic;
    }

    /** Works until it is interrupted. */
    void run() {
        var policy = RestartPolicy.of(definition);
        boolean mayDieOfDiscover = definition instanceof ServerDefinition.Command;
        boolean diedOfDiscover = false;
        try {
            while (true) {
                var life = live(diedOfDiscover);
                diedOfDiscover = mayDieOfDiscover && !life.answered() && !diedOfDiscover;
                policy = policy.afterEnd(life.lived());
                var pause = life.end().code() == null ? policy.pause() : SECOND_LOOK;
                LOG.warnf(
                        "mcp server ended server=%s reason=\"%s\" next-start-ms=%d",
                        server.name(), life.end().reason(), pause.toMillis());
                server.become(away(life.end(), policy, pause));
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (InterruptedException e) {
            server.become(new ServerState.Stopped());
        }
    }

    private static ServerState away(End end, RestartPolicy policy, Duration pause) {
        var code = end.code();
        if (code != null) {
            return new ServerState.Unusable(code, end.reason());
        }
        return policy.isInQuarantine()
                ? new ServerState.Quarantined(end.reason(), System.nanoTime() + pause.toNanos())
                : new ServerState.Starting(end.reason());
    }

    /**
     * One life of the server.
     *
     * @param answered false where it died before it said anything
     * @param lived    since it listed its tools
     */
    private record Life(boolean answered, Duration lived, End end) {}

    private Life live(boolean skipDiscover) throws InterruptedException {
        server.startsAgain();
        McpConnection connection;
        try {
            connection = connections.open(definition, new Inbox(server.name(), traffic, news::release));
        } catch (StartFailure e) {
            return new Life(true, Duration.ZERO, end(e));
        }
        server.adopt(connection);
        McpSession session;
        try {
            session = new McpSession(server.name(), connection, era(connection, skipDiscover), config, traffic);
            server.become(session, session.listTools());
        } catch (StartFailure e) {
            var end = connection.end().getNow(end(e));
            connection.close();
            return new Life(e.code() != null, Duration.ZERO, end.code() == null ? end(e) : end);
        }
        long readyAt = System.nanoTime();
        var end = watch(connection, session);
        return new Life(true, Duration.ofNanos(System.nanoTime() - readyAt), end);
    }

    private static End end(StartFailure failure) {
        return new End(failure.code(), String.valueOf(failure.getMessage()));
    }

    private Era era(McpConnection connection, boolean skipDiscover) throws StartFailure, InterruptedException {
        var handshake = new Handshake(connection, config.discoverTimeout(), config.startTimeout());
        var declared = definition.protocol();
        return declared == null ? handshake.era(skipDiscover) : handshake.era(declared);
    }

    /** Lists the tools whenever it is time to, until the connection is over. */
    private End watch(McpConnection connection, McpSession session) throws InterruptedException {
        var _ = connection.end().thenRun(news::release);
        while (!connection.isOver()) {
            if (news.tryAcquire(trust(session.fresh()).toNanos(), TimeUnit.NANOSECONDS) && !connection.isOver()) {
                TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
            }
            news.drainPermits();
            if (!connection.isOver()) {
                server.listAgain();
            }
        }
        return connection.end().join();
    }

    private static Duration trust(@Nullable Duration fresh) {
        if (fresh == null || fresh.compareTo(LONGEST_TRUST) > 0) {
            return LONGEST_TRUST;
        }
        return fresh.compareTo(SHORTEST_TRUST) < 0 ? SHORTEST_TRUST : fresh;
    }
}

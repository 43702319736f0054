// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.declared.ServerDefinition;
import dev.pulser.adapters.coordinator.declared.ServerEntry;
import dev.pulser.adapters.coordinator.rpc.McpConnection;
import dev.pulser.adapters.coordinator.rpc.Traffic;
import dev.pulser.adapters.coordinator.tools.RefusedTool;
import dev.pulser.adapters.coordinator.tools.ToolDefinition;
import dev.pulser.adapters.coordinator.tools.ToolListing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One server under supervision, a process or a session over HTTP: started, watched and started again, with growing pauses.
 * A process is left alone for a minute after three quick ends in a row. Safe from any thread.
 */
public final class McpServer implements AutoCloseable {

    /** A list of tools is not asked for again within this, so that nobody can have a server do nothing else. */
    private static final Duration NEW_ENOUGH = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(McpServer.class);

    private final ServerEntry entry;
    private final McpConfig config;
    private final Traffic traffic = new Traffic();
    private final Set<RefusedTool> complained = new HashSet<>();
    private final Thread supervisor;
    private ServerState state;
    private ToolListing listing = ToolListing.EMPTY;
    private long listedAt;
    private boolean seen;
    private int starts;
    private boolean closed;
    private @Nullable McpConnection connection;
    private Runnable listener = () -> {};

    McpServer(ServerEntry entry, McpConfig config, Connections connections) {
        this.entry = entry;
        this.config = config;
        var thread = Thread.ofVirtual().name("mcp-" + entry.name());
        switch (entry) {
            case ServerEntry.NotConfigured(var _, var code, var reason) -> {
                state = new ServerState.NotConfigured(code, reason);
                supervisor = thread.unstarted(() -> {});
            }
            case ServerEntry.Configured(var definition) -> {
                state = new ServerState.Starting("");
                supervisor = thread.unstarted(() -> supervise(definition, connections));
            }
        }
    }

    private void supervise(ServerDefinition definition, Connections connections) {
        new Supervisor(this, definition, config, connections, traffic).run();
    }

    /** Starts it, without waiting. To be called once. */
    public void start() {
        if (state() instanceof ServerState.NotConfigured(var code, var reason)) {
            LOG.warnf("mcp server not configured server=%s code=%s reason=\"%s\"", name(), code, reason);
        } else {
            supervisor.start();
        }
    }

    public String name() {
        return entry.name();
    }

    public synchronized ServerState state() {
        return state;
    }

    /** In one line, for people. */
    public synchronized String summary() {
        return "%s starts=%d %s".formatted(state.summary(), starts, traffic);
    }

    /** How it is, in detail. */
    public synchronized ServerReport report() {
        var transport = switch (entry) {
            case ServerEntry.NotConfigured _ -> "unknown";
            case ServerEntry.Configured(ServerDefinition.Command _) -> "stdio";
            case ServerEntry.Configured(ServerDefinition.Url _) -> "http";
        };
        return new ServerReport(state, transport, listing.tools().size(), listing.refused(), starts, traffic.counts());
    }

    /** Has somebody told of every change of its state and its tools from now on, and once at the start. Must not block. */
    public synchronized void onChange(Runnable told) {
        listener = told;
        told.run();
    }

    /** Its tools by name, as far as they are known; those of its last life while it is away. */
    public synchronized Map<String, ToolDefinition> tools() {
        return listing.tools();
    }

    /** The tools that it lists and nobody may call, with the reason. */
    public synchronized List<RefusedTool> refusedTools() {
        return listing.refused();
    }

    /** Whether it has listed its tools since the adapters started. */
    public synchronized boolean seen() {
        return seen;
    }

    /** Waits for it while it is starting, at most as long as configured; returns what it is then. */
    public ServerState await() throws InterruptedException {
        long end = System.nanoTime() + config.waitForServer().toNanos();
        synchronized (this) {
            while (isComing()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return new ServerState.Starting(reason());
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return state;
        }
    }

    /** Whether it is starting, or has ended and its supervisor is about to notice. */
    private boolean isComing() {
        return switch (state) {
            case ServerState.Starting _ -> true;
            case ServerState.Ready ready -> ready.session().isOver();
            case ServerState.NotConfigured _,
                    ServerState.Quarantined _,
                    ServerState.Unusable _,
                    ServerState.Stopped _ -> false;
        };
    }

    /** Asks it for its tools again, unless it was asked within two seconds. Does nothing while it is away. */
    public void refreshTools() throws InterruptedException {
        if (!isNewEnough()) {
            listAgain();
        }
    }

    void listAgain() throws InterruptedException {
        McpSession session;
        synchronized (this) {
            if (!(state instanceof ServerState.Ready ready)) {
                return;
            }
            session = ready.session();
            listedAt = System.nanoTime();
        }
        try {
            relisted(session, session.listTools());
        } catch (StartFailure e) {
            LOG.warnf("tools not listed again server=%s reason=\"%s\"", name(), e.getMessage());
        }
    }

    private synchronized void relisted(McpSession session, ToolListing listed) {
        keep(listed);
        if (state instanceof ServerState.Ready ready && ready.session() == session) {
            become(new ServerState.Ready(session, listed.tools().size()));
        }
    }

    /** Ends the connection of this session at once, so that the server is started again; a later one is left alone. */
    public void restart(McpSession session) {
        McpConnection present;
        synchronized (this) {
            boolean isPresent =
                    state instanceof ServerState.Ready ready && ready.session().equals(session);
            present = isPresent ? connection : null;
        }
        if (present != null) {
            present.kill();
        }
    }

    private synchronized boolean isNewEnough() {
        return System.nanoTime() - listedAt < NEW_ENOUGH.toNanos();
    }

    private synchronized void keep(ToolListing listed) {
        listing = listed;
        listed.refused().stream()
                .filter(complained::add)
                .forEach(tool -> LOG.warnf(
                        "tool refused server=%s tool=\"%s\" reason=\"%s\"", name(), tool.name(), tool.reason()));
    }

    synchronized void adopt(McpConnection opened) throws InterruptedException {
        if (closed) {
            opened.kill();
            throw new InterruptedException();
        }
        connection = opened;
        starts++;
    }

    /** Keeps the reason of its last end for those who wait. */
    synchronized void startsAgain() {
        become(new ServerState.Starting(reason()));
    }

    private synchronized String reason() {
        return switch (state) {
            case ServerState.Starting(var reason) -> reason;
            case ServerState.Quarantined quarantined -> quarantined.reason();
            case ServerState.Unusable unusable -> unusable.reason();
            case ServerState.Ready _, ServerState.NotConfigured _, ServerState.Stopped _ -> "";
        };
    }

    synchronized void become(McpSession session, ToolListing listed) {
        keep(listed);
        seen = true;
        listedAt = System.nanoTime();
        int count = listed.tools().size();
        become(new ServerState.Ready(session, count));
        LOG.infof("mcp server ready server=%s protocol=%s tools=%d", name(), session.version(), count);
    }

    synchronized void become(ServerState next) {
        state = next;
        notifyAll();
        listener.run();
    }

    /** Ends its connection, within three seconds, and starts it no more. */
    @Override
    public void close() {
        McpConnection last;
        synchronized (this) {
            closed = true;
            last = connection;
        }
        supervisor.interrupt();
        if (last != null) {
            last.close();
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.mcp.declaration.ServerDeclaration;
import dev.pulser.mcp.declaration.ServerDefinition;
import dev.pulser.mcp.rpc.McpConnection;
import dev.pulser.mcp.rpc.MessageCounters;
import dev.pulser.mcp.session.McpClientSession;
import dev.pulser.mcp.session.ServerStartException;
import dev.pulser.mcp.tools.McpTool;
import dev.pulser.mcp.tools.RejectedTool;
import dev.pulser.mcp.tools.ToolList;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Declared server with its supervisor: a local process or a remote server. It is restarted with increasing delays; a process
 * that ends three times in a row right after its start backs off for a minute. Thread-safe.
 */
public final class SupervisedServer implements AutoCloseable {

    /** Shortest time between two refreshes of the tool list that calls ask for. */
    private static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(SupervisedServer.class);

    private final ServerDeclaration declaration;
    private final McpClientConfig config;
    private final MessageCounters counters = new MessageCounters();
    private final Set<RejectedTool> logged = new HashSet<>();
    private final Thread supervisor;
    private ServerState state;
    private ToolList toolList = ToolList.EMPTY;
    private long listedAt;
    private boolean hasListedTools;
    private int starts;
    private boolean closed;
    private @Nullable McpConnection connection;
    private Runnable listener = () -> {};

    SupervisedServer(ServerDeclaration declaration, McpClientConfig config, ConnectionFactory connections) {
        this.declaration = declaration;
        this.config = config;
        var thread = Thread.ofVirtual().name("mcp-" + declaration.name());
        switch (declaration) {
            case ServerDeclaration.NotConfigured(var _, var code, var reason) -> {
                state = new ServerState.NotConfigured(code, reason);
                supervisor = thread.unstarted(() -> {});
            }
            case ServerDeclaration.Configured(var definition) -> {
                state = new ServerState.Starting("");
                supervisor = thread.unstarted(() -> supervise(definition, connections));
            }
        }
    }

    private void supervise(ServerDefinition definition, ConnectionFactory connections) {
        new ServerSupervisor(this, definition, config, connections, counters).run();
    }

    /** Starts the supervisor without waiting for the server. Must be called once at most. */
    public void start() {
        if (state() instanceof ServerState.NotConfigured(var code, var reason)) {
            LOG.warnf("MCP server not configured server=%s code=%s reason=\"%s\"", name(), code, reason);
        } else {
            supervisor.start();
        }
    }

    public String name() {
        return declaration.name();
    }

    public synchronized ServerState state() {
        return state;
    }

    /** Returns state and counters on one line. */
    public synchronized String summary() {
        return "%s starts=%d %s".formatted(state.summary(), starts, counters);
    }

    /** Returns state and counters at this moment. */
    public synchronized ServerSnapshot snapshot() {
        var transport = switch (declaration) {
            case ServerDeclaration.NotConfigured _ -> "unknown";
            case ServerDeclaration.Configured(ServerDefinition.Stdio _) -> "stdio";
            case ServerDeclaration.Configured(ServerDefinition.Http _) -> "http";
        };
        return new ServerSnapshot(
                state, transport, toolList.tools().size(), toolList.rejected(), starts, counters.counts());
    }

    /** Registers the listener of changes of state and tools and calls it once. It replaces an earlier one and must not block. */
    public synchronized void onChange(Runnable newListener) {
        listener = newListener;
        newListener.run();
    }

    /** Returns the last known tools by name, also while the server is not ready. */
    public synchronized Map<String, McpTool> tools() {
        return toolList.tools();
    }

    /** Returns the listed tools with an invalid definition. */
    public synchronized List<RejectedTool> rejectedTools() {
        return toolList.rejected();
    }

    /** Returns true if the server has listed its tools at least once since start-up. */
    public synchronized boolean hasListedTools() {
        return hasListedTools;
    }

    /** Waits while the server is starting, up to {@code pulser.mcp.wait-for-server}, and returns its state. */
    public ServerState await() throws InterruptedException {
        long end = System.nanoTime() + config.waitForServer().toNanos();
        synchronized (this) {
            while (isStarting()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return new ServerState.Starting(lastError());
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return state;
        }
    }

    /** Returns true if the server is starting, or its connection is closed and the supervisor has not reacted yet. */
    private boolean isStarting() {
        return switch (state) {
            case ServerState.Starting _ -> true;
            case ServerState.Ready ready -> ready.session().isClosed();
            case ServerState.NotConfigured _, ServerState.BackingOff _, ServerState.Failed _, ServerState.Stopped _ ->
                false;
        };
    }

    /** Refreshes the tool list unless it is less than two seconds old. Does nothing if the server is not ready. */
    public void refreshTools() throws InterruptedException {
        if (!isFresh()) {
            listToolsAgain();
        }
    }

    void listToolsAgain() throws InterruptedException {
        McpClientSession session;
        synchronized (this) {
            if (!(state instanceof ServerState.Ready ready)) {
                return;
            }
            session = ready.session();
            listedAt = System.nanoTime();
        }
        try {
            toolsListed(session, session.listTools());
        } catch (ServerStartException e) {
            LOG.warnf("Tool list not refreshed server=%s reason=\"%s\"", name(), e.getMessage());
        }
    }

    private synchronized void toolsListed(McpClientSession session, ToolList newList) {
        setTools(newList);
        if (state instanceof ServerState.Ready ready && ready.session() == session) {
            setState(new ServerState.Ready(session, newList.tools().size()));
        }
    }

    /** Aborts the connection of this session, so that the server is restarted. Does nothing if the session is not current. */
    public void restart(McpClientSession session) {
        McpConnection current;
        synchronized (this) {
            boolean isCurrent =
                    state instanceof ServerState.Ready ready && ready.session().equals(session);
            current = isCurrent ? connection : null;
        }
        if (current != null) {
            current.abort();
        }
    }

    private synchronized boolean isFresh() {
        return System.nanoTime() - listedAt < MIN_REFRESH_INTERVAL.toNanos();
    }

    private synchronized void setTools(ToolList newList) {
        toolList = newList;
        newList.rejected().stream()
                .filter(logged::add)
                .forEach(tool -> LOG.warnf(
                        "Tool rejected server=%s tool=\"%s\" reason=\"%s\"", name(), tool.name(), tool.reason()));
    }

    synchronized void connected(McpConnection opened) throws InterruptedException {
        if (closed) {
            opened.abort();
            throw new InterruptedException();
        }
        connection = opened;
        starts++;
    }

    /** Sets the state to starting and keeps the error of the last run. */
    synchronized void starting() {
        setState(new ServerState.Starting(lastError()));
    }

    private synchronized String lastError() {
        return state instanceof ServerState.NotConfigured ? "" : state.reason();
    }

    synchronized void ready(McpClientSession session, ToolList newList) {
        setTools(newList);
        hasListedTools = true;
        listedAt = System.nanoTime();
        int count = newList.tools().size();
        setState(new ServerState.Ready(session, count));
        LOG.infof("MCP server ready server=%s protocol=%s tools=%d", name(), session.version(), count);
    }

    synchronized void setState(ServerState next) {
        state = next;
        notifyAll();
        listener.run();
    }

    /** Closes the connection, within three seconds, and stops the supervisor. */
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

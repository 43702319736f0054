// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.tools.RefusedTool;
import dev.pulser.adapters.coordinator.tools.ToolDefinition;
import dev.pulser.adapters.coordinator.tools.ToolListing;
import dev.pulser.adapters.json.Excerpt;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One server under supervision: its process is started, watched and started again, with growing pauses, and left alone
 * for a minute after three quick ends in a row. Safe from any thread.
 */
public final class McpServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(McpServer.class);

    private final ServerEntry entry;
    private final McpConfig config;
    private final Traffic traffic = new Traffic();
    private final Thread supervisor;
    private ServerState state;
    private final Set<RefusedTool> complained = new HashSet<>();
    private ToolListing listing = ToolListing.EMPTY;
    private long listedAt;
    private boolean seen;
    private int starts;
    private boolean closed;
    private @Nullable McpConnection connection;

    McpServer(ServerEntry entry, McpConfig config) {
        this.entry = entry;
        this.config = config;
        this.state = switch (entry) {
            case ServerEntry.NotConfigured missing -> new ServerState.NotConfigured(missing.code(), missing.reason());
            case ServerEntry.Configured _ -> new ServerState.Starting("");
        };
        supervisor = Thread.ofVirtual().name("mcp-" + entry.name()).unstarted(this::supervise);
    }

    void start() {
        switch (entry) {
            case ServerEntry.NotConfigured(var name, var code, var reason) ->
                LOG.warnf("mcp server not configured server=%s code=%s reason=\"%s\"", name, code, reason);
            case ServerEntry.Configured _ -> supervisor.start();
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
        McpSession session;
        synchronized (this) {
            if (!(state instanceof ServerState.Ready ready) || secondsSince(listedAt) < 2) {
                return;
            }
            session = ready.session();
            listedAt = System.nanoTime();
        }
        try {
            var listed = session.listTools(config.startTimeout());
            keep(listed);
        } catch (StartFailure e) {
            LOG.warnf("tools not listed again server=%s reason=\"%s\"", name(), e.getMessage());
        }
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    private void supervise() {
        var definition = ((ServerEntry.Configured) entry).definition();
        var policy = RestartPolicy.fresh();
        boolean diedOfDiscover = false;
        try {
            while (true) {
                var life = live(definition, diedOfDiscover);
                diedOfDiscover = !life.answered() && !diedOfDiscover;
                policy = policy.afterExit(life.lived());
                var pause = policy.pause();
                LOG.warnf(
                        "mcp server ended server=%s reason=\"%s\" next-start-ms=%d",
                        name(), life.end(), pause.toMillis());
                become(
                        policy.quarantines()
                                ? new ServerState.Quarantined(life.end(), System.nanoTime() + pause.toNanos())
                                : new ServerState.Starting(life.end()));
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (InterruptedException e) {
            become(new ServerState.Stopped());
        }
    }

    /**
     * One life of the process.
     *
     * @param answered whether it got as far as its tools
     * @param lived    since it did
     */
    private record Life(boolean answered, Duration lived, String end) {}

    private Life live(ServerDefinition definition, boolean skipDiscover) throws InterruptedException {
        become(new ServerState.Starting(reason()));
        McpConnection opened;
        try {
            opened = McpConnection.open(definition, config.maxMessageBytes(), traffic);
        } catch (IOException e) {
            return new Life(
                    true, Duration.ZERO, "it cannot be run: " + Excerpt.printable(String.valueOf(e.getMessage())));
        }
        adopt(opened);
        try {
            var era = new Handshake(opened, config.discoverTimeout(), config.startTimeout()).era(skipDiscover);
            var session = new McpSession(opened, era, config.callTimeout());
            become(session, session.listTools(config.startTimeout()));
        } catch (StartFailure e) {
            opened.close();
            return new Life(false, Duration.ZERO, String.valueOf(e.getMessage()));
        }
        long readyAt = System.nanoTime();
        var exit = await(opened.exit());
        return new Life(
                true,
                Duration.ofNanos(System.nanoTime() - readyAt),
                "its process ended with code %d %s"
                        .formatted(exit.code(), Excerpt.printable(exit.stderr()))
                        .strip());
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exit never fails", e);
        }
    }

    private synchronized void adopt(McpConnection opened) throws InterruptedException {
        if (closed) {
            opened.kill();
            throw new InterruptedException();
        }
        connection = opened;
        starts++;
    }

    private synchronized String reason() {
        return switch (state) {
            case ServerState.Starting(var reason) -> reason;
            case ServerState.Quarantined quarantined -> quarantined.reason();
            case ServerState.Unusable unusable -> unusable.reason();
            case ServerState.Ready _, ServerState.NotConfigured _, ServerState.Stopped _ -> "";
        };
    }

    private synchronized void become(McpSession session, ToolListing listed) {
        keep(listed);
        seen = true;
        listedAt = System.nanoTime();
        int count = listed.tools().size();
        become(new ServerState.Ready(session, count));
        LOG.infof("mcp server ready server=%s protocol=%s tools=%d", name(), session.version(), count);
    }

    private synchronized void keep(ToolListing listed) {
        listing = listed;
        listed.refused().stream()
                .filter(complained::add)
                .forEach(tool -> LOG.warnf(
                        "tool refused server=%s tool=\"%s\" reason=\"%s\"", name(), tool.name(), tool.reason()));
    }

    private synchronized void become(ServerState next) {
        state = next;
        notifyAll();
    }

    /** Ends its process, within three seconds, and starts it no more. */
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

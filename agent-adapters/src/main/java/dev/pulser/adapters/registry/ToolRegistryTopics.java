// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.kafka.CompactedTopics;
import dev.pulser.adapters.kafka.TopicWriter;
import dev.pulser.adapters.limiter.CallLimiters;
import dev.pulser.adapters.policy.ServerPolicies;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.topic.Topics;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.SupervisedServer;
import dev.pulser.service.kafka.TopicFollower;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Synchronization of the tool registry with its topics.
 *
 * <pre>
 * pulser.tools.approvals   ─▶ ToolApprovals ──────────── first definitions ─▶ pulser.tools.approvals
 * pulser.tools.definitions ─▶ PublishedToolDefinitions ─ changes ───────────▶ pulser.tools.definitions
 *               McpServers ─▶ PublishedServerStatuses ── changes and pings ─▶ pulser.servers.status
 * </pre>
 *
 * <p>Delivery: an instance writes a definition when the tool list of its own server differs from the topic, never in response to
 * records of other instances. Instances with different versions of a server therefore do not overwrite each other in a loop.
 */
public final class ToolRegistryTopics implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ToolRegistryTopics.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final McpServers servers;
    private final Topics topics;
    private final ToolRegistryConfig config;
    private final InstantSource clock;
    private final TopicWriter writer;
    private final PublishedToolDefinitions definitions;
    private final PublishedServerStatuses statuses;
    private final ToolRegistry registry;
    private final CallLimiters limiters;
    private final ServerPinger pinger;
    private final TopicFollower approvalsFollower;
    private final TopicFollower definitionsFollower;

    /** Writes all records, so that no other thread waits for the broker. */
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("tool-registry").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    /** @param adapter name of this instance */
    public ToolRegistryTopics(
            CompactedTopics kafka,
            Topics topics,
            McpServers servers,
            ServerPolicies policies,
            ToolRegistryConfig config,
            String adapter,
            InstantSource clock) {
        this.servers = servers;
        this.topics = topics;
        this.config = config;
        this.clock = clock;
        writer = kafka.writer();
        var approvals = new ToolApprovals(config.approve(), clock, this::publish);
        registry = new ToolRegistry(servers, policies, approvals);
        limiters = new CallLimiters(policies);
        definitions = new PublishedToolDefinitions(adapter);
        statuses = new PublishedServerStatuses(adapter, registry);
        pinger = new ServerPinger(limiters, config.pingTimeout(), this::publishAfterPing);
        approvalsFollower = kafka.follower(topics.toolApprovals(), approvals::apply);
        definitionsFollower = kafka.follower(topics.toolDefinitions(), definitions::apply);
    }

    /** Returns the registry. It must not be used before {@link #start} has completed. */
    public ToolRegistry registry() {
        return registry;
    }

    public CallLimiters limiters() {
        return limiters;
    }

    /** Reads both topics to their end, then watches the servers. The future completes at that time. */
    public CompletableFuture<Void> start() {
        approvalsFollower.start();
        definitionsFollower.start();
        return CompletableFuture.allOf(approvalsFollower.caughtUp(), definitionsFollower.caughtUp())
                .thenRun(this::watchServers);
    }

    private void watchServers() {
        executor.execute(this::removeUndeclared);
        servers.all().forEach(server -> server.onChange(() -> executor.execute(() -> publishChanges(server))));
        long period = config.ping().toMillis();
        var _ = executor.scheduleAtFixedRate(
                () -> servers.all().forEach(this::ping), period, period, TimeUnit.MILLISECONDS);
    }

    private void removeUndeclared() {
        var declared = servers.all().stream().map(SupervisedServer::name).collect(Collectors.toSet());
        definitions
                .removeUndeclared(declared, clock.instant())
                .forEach(definition -> writer.write(topics.toolDefinitions(), definition.ref(), definition));
    }

    private void publishChanges(SupervisedServer server) {
        if (server.hasListedTools()) {
            var tools = registry.tools(server).values();
            definitions
                    .changes(server.name(), tools, clock.instant())
                    .forEach(definition -> writer.write(topics.toolDefinitions(), definition.ref(), definition));
            tools.forEach(registry::isApproved); // approves first definitions
        }
        statuses.change(server, clock.instant())
                .ifPresent(status -> writer.write(topics.serverStatus(), status.key(), status));
    }

    /** Pings on a separate thread because the response may take long. */
    private void ping(SupervisedServer server) {
        Thread.ofVirtual().name("ping-" + server.name()).start(() -> {
            try {
                pinger.ping(server);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void publishAfterPing(SupervisedServer server, @Nullable Duration ping) {
        executor.execute(() -> {
            var status = statuses.afterPing(server, clock.instant(), ping);
            writer.write(topics.serverStatus(), status.key(), status);
        });
    }

    private void publish(ToolApproval approval) {
        executor.execute(() -> writer.write(topics.toolApprovals(), approval.ref(), approval));
    }

    /** Writes the status {@code stopped} for each server and waits up to three seconds for pending records. */
    @Override
    public void close() {
        executor.execute(() -> servers.all().forEach(server -> {
            var status = statuses.stopped(server, clock.instant());
            writer.write(topics.serverStatus(), status.key(), status);
        }));
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Tool registry closed before all records were written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        approvalsFollower.close();
        definitionsFollower.close();
        writer.close();
    }
}

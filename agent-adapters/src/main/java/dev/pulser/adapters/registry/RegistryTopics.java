// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.gate.CallGates;
import dev.pulser.adapters.kafka.CompactedTopics;
import dev.pulser.adapters.kafka.TopicFollower;
import dev.pulser.adapters.kafka.TopicWriter;
import dev.pulser.adapters.terms.Terms;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.topic.Topics;
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
 * The registry and its topics in step.
 *
 * <pre>
 * pulser.tools.approvals ─▶ ToolPins ──── first definitions ──▶ pulser.tools.approvals
 * pulser.tools.offers    ─▶ OfferBoard ── what has changed ───▶ pulser.tools.offers
 *            McpServers  ─▶ StatusBoard ─ changes and pings ──▶ pulser.servers.status
 * </pre>
 *
 * <p>Delivery: an instance writes an offer when its own server's list has changed against what the topic says, never because
 * another instance wrote; so two instances whose servers differ for a while do not answer each other.
 */
public final class RegistryTopics implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RegistryTopics.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final McpServers servers;
    private final Topics topics;
    private final RegistryConfig config;
    private final InstantSource clock;
    private final TopicWriter writer;
    private final OfferBoard offers;
    private final StatusBoard statuses;
    private final ToolRegistry registry;
    private final CallGates gates;
    private final ServerWatch watch;
    private final TopicFollower<ToolRef, ToolApproval> approvalsSaid;
    private final TopicFollower<ToolRef, ToolOffer> offersSaid;

    /** Writes whatever has to be written, so that nobody else waits for the broker. */
    private final ScheduledThreadPoolExecutor scribe = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("tool-registry").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    /** @param adapter what this instance calls itself */
    public RegistryTopics(
            CompactedTopics access,
            Topics topics,
            McpServers servers,
            Terms terms,
            RegistryConfig config,
            String adapter,
            InstantSource clock) {
        this.servers = servers;
        this.topics = topics;
        this.config = config;
        this.clock = clock;
        writer = access.writer();
        var pins = new ToolPins(config.approve(), clock, this::publish);
        registry = new ToolRegistry(servers, terms, pins);
        gates = new CallGates(terms);
        offers = new OfferBoard(adapter);
        statuses = new StatusBoard(adapter, registry);
        watch = new ServerWatch(gates, config.pingTimeout(), this::sayAfterPing);
        approvalsSaid = access.follower(topics.toolApprovals(), pins::learn);
        offersSaid = access.follower(topics.toolOffers(), offers::learn);
    }

    /** To be asked once {@link #start} is complete. */
    public ToolRegistry registry() {
        return registry;
    }

    public CallGates gates() {
        return gates;
    }

    /** Reads both topics; from their end on, servers are watched. Completes then. */
    public CompletableFuture<Void> start() {
        approvalsSaid.start();
        offersSaid.start();
        return CompletableFuture.allOf(approvalsSaid.complete(), offersSaid.complete())
                .thenRun(this::watchServers);
    }

    private void watchServers() {
        scribe.execute(this::withdrawUndeclared);
        servers.all().forEach(server -> server.onChange(() -> scribe.execute(() -> changed(server))));
        long period = config.ping().toMillis();
        var _ = scribe.scheduleAtFixedRate(
                () -> servers.all().forEach(this::look), period, period, TimeUnit.MILLISECONDS);
    }

    private void withdrawUndeclared() {
        var declared = servers.all().stream().map(McpServer::name).collect(Collectors.toSet());
        offers.withdrawals(declared, clock.instant())
                .forEach(offer -> writer.write(topics.toolOffers(), offer.ref(), offer));
    }

    private void changed(McpServer server) {
        if (server.seen()) {
            var tools = registry.tools(server).values();
            offers.changes(server.name(), tools, clock.instant())
                    .forEach(offer -> writer.write(topics.toolOffers(), offer.ref(), offer));
            tools.forEach(registry::permits); // the first definition may become the approved one
        }
        statuses.change(server, clock.instant())
                .ifPresent(status -> writer.write(topics.serverStatus(), status.key(), status));
    }

    /** On a thread of its own: an answer may take its time. */
    private void look(McpServer server) {
        Thread.ofVirtual().name("ping-" + server.name()).start(() -> {
            try {
                watch.look(server);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void sayAfterPing(McpServer server, @Nullable Duration ping) {
        scribe.execute(() -> {
            var status = statuses.now(server, clock.instant(), ping);
            writer.write(topics.serverStatus(), status.key(), status);
        });
    }

    private void publish(ToolApproval approval) {
        scribe.execute(() -> writer.write(topics.toolApprovals(), approval.ref(), approval));
    }

    /** Says of every server that it is stopped, and waits a short while for what is on its way. */
    @Override
    public void close() {
        scribe.execute(() -> servers.all().forEach(server -> {
            var status = statuses.stopped(server, clock.instant());
            writer.write(topics.serverStatus(), status.key(), status);
        }));
        scribe.shutdown();
        try {
            if (!scribe.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("shut down before the registry's last words were written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        approvalsSaid.close();
        offersSaid.close();
        writer.close();
    }
}

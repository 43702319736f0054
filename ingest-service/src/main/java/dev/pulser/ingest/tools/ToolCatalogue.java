// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.kafka.KafkaConfig;
import dev.pulser.ingest.kafka.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every tool that a server has offered, with the approval of its definition, followed from the beginning of both topics.
 * Bounded to {@value #MAX_TOOLS} tools: what comes after is left out, and said so once. Safe from any thread.
 */
@Singleton
public final class ToolCatalogue {

    static final int MAX_TOOLS = 20_000;

    private static final Logger LOG = Logger.getLogger(ToolCatalogue.class);

    private final Topic<ToolRef, ToolOffer> offers;
    private final Topic<ToolRef, ToolApproval> approvals;
    private final List<TopicFollower> followers;

    // Guarded by this.
    private final Map<ToolRef, KnownTool> tools = new TreeMap<>();
    private final Map<ToolRef, ToolApproval> decisions = new HashMap<>();
    private boolean full;
    private long version;

    @Inject
    ToolCatalogue(KafkaConfig kafka, Topics topics) {
        offers = topics.toolOffers();
        approvals = topics.toolApprovals();
        followers = List.of(
                new TopicFollower(
                        kafka.bootstrap(), offers.name(), TopicFollower.Start.BEGINNING, reader(this::readOffer)),
                new TopicFollower(
                        kafka.bootstrap(),
                        approvals.name(),
                        TopicFollower.Start.BEGINNING,
                        reader(this::readApproval)));
    }

    private interface Reading {

        void read(ConsumerRecord<byte[], byte[]> record);
    }

    private static TopicFollower.Reader reader(Reading reading) {
        return new TopicFollower.Reader() {
            @Override
            public void read(ConsumerRecord<byte[], byte[]> record) {
                reading.read(record);
            }

            @Override
            public void caughtUp() {
                // Nothing depends on it: a tool that is not known yet is not there yet.
            }
        };
    }

    void start(@Observes StartupEvent event) {
        followers.forEach(TopicFollower::start);
    }

    void stop(@Observes ShutdownEvent event) {
        followers.forEach(TopicFollower::stop);
    }

    /** Every tool, by server and then by name. */
    synchronized Collection<KnownTool> tools() {
        return List.copyOf(tools.values());
    }

    synchronized Optional<KnownTool> find(ToolRef ref) {
        return Optional.ofNullable(tools.get(ref));
    }

    /** Another number after each change. */
    synchronized long version() {
        return version;
    }

    /** Waits until the definition with this hash is the approved one, or {@code limit} has passed. */
    synchronized void awaitApproval(ToolRef ref, String hash, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var approval = decisions.get(ref);
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0 || (approval != null && approval.hash().equals(hash))) {
                return;
            }
            wait(left);
        }
    }

    /** One record of the offers. */
    public synchronized void readOffer(ConsumerRecord<byte[], byte[]> record) {
        var ref = offers.keys().deserializer().deserialize(record.topic(), record.key());
        var known = tools.get(ref);
        if (record.value() == null) {
            tools.remove(ref);
        } else if (known != null || hasRoom(tools, ref)) {
            var offer = offers.values().deserializer().deserialize(record.topic(), record.value());
            tools.put(ref, known == null ? first(offer, decisions.get(ref)) : known.offering(offer));
        }
        changed();
    }

    private static KnownTool first(ToolOffer offer, @Nullable ToolApproval approval) {
        return new KnownTool(offer, null, null).approving(approval);
    }

    /** One record of the approvals. */
    public synchronized void readApproval(ConsumerRecord<byte[], byte[]> record) {
        var ref = approvals.keys().deserializer().deserialize(record.topic(), record.key());
        if (record.value() == null) {
            decisions.remove(ref);
        } else if (decisions.containsKey(ref) || hasRoom(decisions, ref)) {
            decisions.put(ref, approvals.values().deserializer().deserialize(record.topic(), record.value()));
        }
        tools.computeIfPresent(ref, (key, tool) -> tool.approving(decisions.get(ref)));
        changed();
    }

    private boolean hasRoom(Map<ToolRef, ?> map, ToolRef ref) {
        if (map.size() < MAX_TOOLS) {
            return true;
        }
        if (!full) {
            LOG.warnf("tools are left out, there are too many limit=%d tool=%s", MAX_TOOLS, ref);
            full = true;
        }
        return false;
    }

    private void changed() {
        version++;
        notifyAll();
    }
}

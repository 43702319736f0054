// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Catalog of all tools of MCP servers with their approvals, read from the beginning of both topics. Bounded to {@value
 * #MAX_TOOLS} tools; further ones are ignored with one warning. Thread-safe.
 */
@Singleton
public final class ToolCatalog {

    static final int MAX_TOOLS = 20_000;

    private static final Logger LOG = Logger.getLogger(ToolCatalog.class);

    private final Topic<ToolRef, ToolDefinition> definitions;
    private final Topic<ToolRef, ToolApproval> approvals;
    private final List<TopicFollower> followers;

    // Guarded by this.
    private final Map<ToolRef, CatalogTool> tools = new TreeMap<>();
    private final Map<ToolRef, ToolApproval> approvalByTool = new HashMap<>();
    private boolean fullLogged;
    private long version;

    @Inject
    ToolCatalog(KafkaClients kafka, Topics topics) {
        definitions = topics.toolDefinitions();
        approvals = topics.toolApprovals();
        followers = List.of(
                kafka.follower(
                        "pulser-ingest",
                        definitions.name(),
                        TopicFollower.Start.BEGINNING,
                        RecordListener.decoding(definitions, this::onDefinition)),
                kafka.follower(
                        "pulser-ingest",
                        approvals.name(),
                        TopicFollower.Start.BEGINNING,
                        RecordListener.decoding(approvals, this::onApproval)));
    }

    public List<TopicFollower> followers() {
        return followers;
    }

    /** Returns all tools, ordered by server and name. */
    synchronized Collection<CatalogTool> tools() {
        return List.copyOf(tools.values());
    }

    synchronized Optional<CatalogTool> find(ToolRef ref) {
        return Optional.ofNullable(tools.get(ref));
    }

    /** Returns a number that changes with the catalog. */
    synchronized long version() {
        return version;
    }

    /** Waits until the definition with this hash is approved, at most {@code limit}. */
    synchronized void awaitApproval(ToolRef ref, String hash, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var approval = approvalByTool.get(ref);
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0 || (approval != null && approval.hash().equals(hash))) {
                return;
            }
            wait(left);
        }
    }

    /** Updates the catalog with a definition; null removes the tool. */
    public synchronized void onDefinition(ToolRef ref, @Nullable ToolDefinition definition) {
        var known = tools.get(ref);
        if (definition == null) {
            tools.remove(ref);
        } else if (known != null || hasRoom(tools, ref)) {
            tools.put(
                    ref,
                    known == null
                            ? CatalogTool.of(definition, approvalByTool.get(ref))
                            : known.withDefinition(definition));
        }
        changed();
    }

    /** Updates the catalog with an approval; null removes it. */
    public synchronized void onApproval(ToolRef ref, @Nullable ToolApproval approval) {
        if (approval == null) {
            approvalByTool.remove(ref);
        } else if (approvalByTool.containsKey(ref) || hasRoom(approvalByTool, ref)) {
            approvalByTool.put(ref, approval);
        }
        tools.computeIfPresent(ref, (key, tool) -> tool.withApproval(approvalByTool.get(ref)));
        changed();
    }

    private boolean hasRoom(Map<ToolRef, ?> map, ToolRef ref) {
        if (map.size() < MAX_TOOLS) {
            return true;
        }
        if (!fullLogged) {
            LOG.warnf("Tool catalog is full, ignoring tool limit=%d tool=%s", MAX_TOOLS, ref);
            fullLogged = true;
        }
        return false;
    }

    private void changed() {
        version++;
        notifyAll();
    }
}

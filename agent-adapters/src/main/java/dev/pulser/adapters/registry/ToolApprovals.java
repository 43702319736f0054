// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolRef;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Approved definition of each tool. An approval remains in effect until an operator approves another definition;
 * servers cannot change it. Thread-safe.
 */
public final class ToolApprovals {

    private static final Logger LOG = Logger.getLogger(ToolApprovals.class);

    private static final int MAX_LOGGED = 10_000;

    private final ToolApprovalPolicy policy;
    private final InstantSource clock;
    private final Consumer<ToolApproval> publisher;
    private final Map<ToolRef, ToolApproval> approvals = new ConcurrentHashMap<>();

    /** Definitions that were logged as not approved, to log each only once. */
    private final Set<LoggedDefinition> logged = ConcurrentHashMap.newKeySet();

    private record LoggedDefinition(ToolRef ref, String hash) {}

    /** @param publisher receives approvals of first definitions; must not block */
    public ToolApprovals(ToolApprovalPolicy policy, InstantSource clock, Consumer<ToolApproval> publisher) {
        this.policy = policy;
        this.clock = clock;
        this.publisher = publisher;
    }

    /** Applies a record of the topic of approvals; null revokes the approval. */
    public void apply(ToolRef ref, @Nullable ToolApproval approval) {
        if (approval == null) {
            approvals.remove(ref);
        } else {
            approvals.put(ref, approval);
        }
    }

    /**
     * Returns true if this definition of the tool is approved. May approve the first definition of a tool; must not be
     * called before the topic of approvals has been read.
     */
    boolean isApproved(ToolRef ref, String hash) {
        var approval = policy == ToolApprovalPolicy.FIRST_SEEN
                ? approvals.computeIfAbsent(ref, unknown -> approveFirst(unknown, hash))
                : approvals.get(ref);
        boolean approved = approval != null && approval.hash().equals(hash);
        if (!approved && isNew(new LoggedDefinition(ref, hash))) {
            LOG.warnf(
                    "Tool definition not approved tool=%s approved=%s listed=%s",
                    ref, approval == null ? "none" : approval.hash(), hash);
        }
        return approved;
    }

    private boolean isNew(LoggedDefinition definition) {
        if (logged.size() >= MAX_LOGGED) {
            logged.clear();
        }
        return logged.add(definition);
    }

    private ToolApproval approveFirst(ToolRef ref, String hash) {
        var approval = new ToolApproval(ref, hash, null, "first definition, approved automatically", clock.instant());
        publisher.accept(approval);
        return approval;
    }

    /** Returns true if any definition of the tool is approved. */
    boolean hasApproval(ToolRef ref) {
        return approvals.containsKey(ref);
    }
}

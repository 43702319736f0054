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
 * The definition of each tool that may be called. What is approved stays so until somebody approves another; the server has
 * no say in it. Safe from any thread.
 */
public final class ToolPins {

    private static final Logger LOG = Logger.getLogger(ToolPins.class);

    private static final int MAX_TOLD = 10_000;

    private final ApproveTools policy;
    private final InstantSource clock;
    private final Consumer<ToolApproval> publisher;
    private final Map<ToolRef, ToolApproval> approved = new ConcurrentHashMap<>();

    /** Those that have been told of, so that a task that waits for a week is no flood. */
    private final Set<Definition> told = ConcurrentHashMap.newKeySet();

    private record Definition(ToolRef ref, String hash) {}

    /** @param publisher gets what is approved here; must not block */
    public ToolPins(ApproveTools policy, InstantSource clock, Consumer<ToolApproval> publisher) {
        this.policy = policy;
        this.clock = clock;
        this.publisher = publisher;
    }

    /** What the topic of approvals says; null takes an approval back. */
    public void learn(ToolRef ref, @Nullable ToolApproval approval) {
        if (approval == null) {
            approved.remove(ref);
        } else {
            approved.put(ref, approval);
        }
    }

    /**
     * Whether the tool may be called by this definition. The first one that is asked about may become the approved one; so
     * nobody asks before the topic of approvals has been read.
     */
    boolean permit(ToolRef ref, String hash) {
        var approval = policy == ApproveTools.FIRST_SEEN
                ? approved.computeIfAbsent(ref, unknown -> approveFirst(unknown, hash))
                : approved.get(ref);
        boolean same = approval != null && approval.hash().equals(hash);
        if (!same && isNews(new Definition(ref, hash))) {
            LOG.warnf(
                    "audit tool definition not approved tool=%s approved=%s offered=%s",
                    ref, approval == null ? "none" : approval.hash(), hash);
        }
        return same;
    }

    private boolean isNews(Definition definition) {
        if (told.size() >= MAX_TOLD) {
            told.clear();
        }
        return told.add(definition);
    }

    private ToolApproval approveFirst(ToolRef ref, String hash) {
        var approval = new ToolApproval(ref, hash, null, "the first definition that was seen", clock.instant());
        publisher.accept(approval);
        return approval;
    }

    /** Whether there was a definition of it that could be called. */
    boolean everApproved(ToolRef ref) {
        return approved.containsKey(ref);
    }
}

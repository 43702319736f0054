// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.task.TaskId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attempts that ended here lately. A rebalance can bring an assignment again whose outcome is already written; this
 * keeps the agent from being called for it once more. Safe from any thread.
 */
final class EndedAttempts {

    private final Map<TaskId, Integer> epochs;

    EndedAttempts(int limit) {
        epochs = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<TaskId, Integer> eldest) {
                return size() > limit;
            }
        };
    }

    synchronized void add(TaskId id, int epoch) {
        epochs.merge(id, epoch, Math::max);
    }

    /** Whether this attempt, or one handed out after it, has ended. */
    synchronized boolean covers(TaskId id, int epoch) {
        return epochs.getOrDefault(id, Integer.MIN_VALUE) >= epoch;
    }
}

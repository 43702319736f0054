// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.contract.task.TaskId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Attempts that ended here recently. After a rebalance an assignment can be redelivered whose outcome is already
 * written; it is then ignored. Safe from any thread.
 */
final class RecentAttempts {

    private final Map<TaskId, Integer> epochs;

    RecentAttempts(int limit) {
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

    /** Returns true if this attempt, or a later one of the task, has ended. */
    synchronized boolean covers(TaskId id, int epoch) {
        return epochs.getOrDefault(id, Integer.MIN_VALUE) >= epoch;
    }
}

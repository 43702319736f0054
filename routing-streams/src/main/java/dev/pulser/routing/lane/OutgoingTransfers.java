// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.routing.queue.QueueKey;
import dev.pulser.routing.queue.QueuePosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Transfers of tasks that wait for unhealthy agents, queue by queue, highest priority first, a limited number at a
 * time. Tasks that no agent can take are skipped until the table or the health of agents changes.
 */
final class OutgoingTransfers {

    private static final Logger LOG = Logger.getLogger(OutgoingTransfers.class);

    /** Tasks per call, all agents together. */
    private static final int MAX_TASKS = 500;

    private final LaneState state;
    private final Transfers transfers;
    private final DeadlineTimers deadlines;
    private final Map<QueueKey, Cursor> cursors = new HashMap<>();
    private Transfers.@Nullable AgentSnapshot snapshot;

    OutgoingTransfers(LaneState state, Transfers transfers, DeadlineTimers deadlines) {
        this.state = state;
        this.transfers = transfers;
        this.deadlines = deadlines;
    }

    /** Transfers the next tasks. */
    void transferNext(Instant now) {
        var leaving = state.waiting().agents().stream()
                .filter(transfers::isLeaving)
                .sorted()
                .toList();
        if (leaving.isEmpty()) {
            cursors.clear();
            return;
        }
        var current = transfers.snapshot();
        if (!current.equals(snapshot)) {
            snapshot = current;
            cursors.clear();
        }
        int share = Math.max(1, MAX_TASKS / leaving.size());
        leaving.forEach(agent -> transfer(agent, share, now));
    }

    private void transfer(AgentName agent, int limit, Instant now) {
        int left = limit;
        int transferred = 0;
        for (var pointers : state.waiting().queuePointers(agent)) {
            if (left == 0) {
                break;
            }
            if (state.pauses().isPaused(pointers.company())) {
                continue;
            }
            var queue = new QueueKey(agent, pointers.priority(), pointers.company());
            long index = start(queue, pointers);
            for (; index < pointers.tail() && left > 0; index++, left--) {
                transferred += transfer(new QueuePosition(queue, index), now) ? 1 : 0;
            }
            cursors.put(queue, new Cursor(pointers.head(), index));
        }
        if (transferred > 0) {
            LOG.infof("Waiting tasks transferred agent=%s tasks=%s", agent, transferred);
        }
    }

    /** Returns the index to continue at: the head when the queue was empty in between or got a task before its head. */
    private long start(QueueKey queue, QueuePointers pointers) {
        var cursor = cursors.get(queue);
        if (cursor == null || cursor.head > pointers.head() || cursor.next > pointers.tail()) {
            return pointers.head();
        }
        return Math.max(cursor.next, pointers.head());
    }

    private boolean transfer(QueuePosition position, Instant now) {
        var entry = state.waiting().find(position);
        if (entry == null || !transfers.transfer(entry, null, now)) {
            return false;
        }
        state.waiting().remove(position, entry);
        deadlines.cancel(entry, position);
        return true;
    }

    /**
     * Progress through a queue.
     *
     * @param head head of the queue at that time
     * @param next index to continue at
     */
    private record Cursor(long head, long next) {}
}

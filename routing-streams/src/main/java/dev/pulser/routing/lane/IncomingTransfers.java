// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.output.DeadLetterFactory;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.TaskEventFactory;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Handler of tasks that other lanes transfer to the lanes of this partition. */
final class IncomingTransfers {

    private static final Logger LOG = Logger.getLogger(IncomingTransfers.class);

    private static final String DUPLICATE_ID = "duplicate-id";

    private final LaneState state;
    private final LaneTransitions transitions;
    private final Transfers transfers;
    private final Ledger ledger;
    private final RecordWriter writer;

    IncomingTransfers(
            LaneState state, LaneTransitions transitions, Transfers transfers, Ledger ledger, RecordWriter writer) {
        this.state = state;
        this.transitions = transitions;
        this.transfers = transfers;
        this.ledger = ledger;
        this.writer = writer;
    }

    void accept(Transfer transfer, Instant now) {
        var entry = LaneEntry.arriving(transfer, now);
        var task = entry.task();
        switch (ledger.recordIncomingTransfer(task, entry.agent(), entry.transfers(), now)) {
            case NEW, DUPLICATE -> {
                if (isInLane(task.id())) {
                    LOG.warnf(
                            "Transfer ignored task=%s agent=%s reason=\"The task was submitted to this lane too\"",
                            task.id(), entry.agent());
                } else {
                    enqueue(transfer, entry, now);
                }
            }
            case CANCELLED -> {
                var reason = "The task was canceled during its transfer from agent %s.".formatted(transfer.from());
                writer.writeEvent(TaskEventFactory.cancelled(entry, now, reason, null));
            }
            case CONFLICT -> {
                var reason = "Agent %s has another task with this ID. Submit the task again with a new ID."
                        .formatted(entry.agent());
                var error = new TaskError(DUPLICATE_ID, reason);
                writer.writeEvent(TaskEventFactory.failed(entry, TaskState.FAILED, now, error, null));
                writer.writeDeadLetter(DeadLetterFactory.ofEntry(entry, now, error, entry.attempts()));
            }
        }
    }

    private boolean isInLane(TaskId task) {
        return state.running().find(task) != null
                || state.waiting().positionOf(task) != null
                || state.timers().findRetry(task) != null;
    }

    /** Queues the task, or transfers it to the next agent when this one no longer accepts tasks. */
    private void enqueue(Transfer transfer, LaneEntry entry, Instant now) {
        if (entry.task().expiredAt(now)) {
            transitions.expire(entry, now);
        } else if (transfers.takesTasks(entry.agent()) || !transfers.transfer(entry, transfer.from(), now)) {
            transitions.enqueue(entry, now, "Transferred from agent %s.".formatted(transfer.from()));
        }
    }
}

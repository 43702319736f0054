// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskState;
import dev.pulser.routing.agents.GlobalAgentTable;
import dev.pulser.routing.dispatch.DispatchGate;
import dev.pulser.routing.dispatch.PauseRegistry;
import dev.pulser.routing.ordering.PriorityAging;
import dev.pulser.routing.output.DeadLetterFactory;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.TaskCounter;
import dev.pulser.routing.output.TaskEventFactory;
import dev.pulser.routing.queue.QueuePosition;
import dev.pulser.routing.queue.WaitingTasks;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.settlement.Settlement;
import dev.pulser.routing.timer.Timer;
import dev.pulser.routing.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Transitions of tasks in the lanes of one partition: each moves a task between stores and writes its events. */
final class LaneTransitions {

    private static final Logger LOG = Logger.getLogger(LaneTransitions.class);

    private static final String EXPIRED = "expired";

    private final GlobalAgentTable agents;
    private final WaitingTasks waiting;
    private final RunningTasks running;
    private final Timers timers;
    private final PauseRegistry pauses;
    private final DispatchGate gate;
    private final DeadlineTimers deadlines;
    private final PriorityAging aging;
    private final Lease lease;
    private final LaneStatusReporter status;
    private final Transfers transfers;
    private final TaskCounter budgetOverruns;
    private final RecordWriter writer;

    /** @param budgetOverruns counter of attempts that cost more than their reservation */
    LaneTransitions(
            LaneState state,
            LaneProcessor.Supplier supplier,
            Transfers transfers,
            DeadlineTimers deadlines,
            TaskCounter budgetOverruns,
            RecordWriter writer) {
        this.agents = supplier.tables().agents();
        this.waiting = state.waiting();
        this.running = state.running();
        this.timers = state.timers();
        this.pauses = state.pauses();
        this.gate = state.gate();
        this.status = state.status();
        this.aging = supplier.ordering().aging();
        this.deadlines = deadlines;
        this.transfers = transfers;
        this.budgetOverruns = budgetOverruns;
        this.lease = supplier.lease();
        this.writer = writer;
    }

    /** Queues a new task or a retry, or transfers it when its agent is unhealthy and another agent can take it. */
    void enter(LaneEntry entry, Instant now, String reason) {
        if (!transferAtOnce(entry, now)) {
            enqueue(entry, now, reason);
        }
    }

    /** Transfers the task unless others wait before it: then {@link OutgoingTransfers} transfers it in its turn. */
    private boolean transferAtOnce(LaneEntry entry, Instant now) {
        return transfers.isLeaving(entry.agent())
                && waiting.isEmpty(entry.agent())
                && !pauses.isPaused(entry.task().company())
                && transfers.transfer(entry, null, now);
    }

    /** Queues a task in this lane; dispatches it at once when its agent is available and no task waits. */
    void enqueue(LaneEntry entry, Instant now, String reason) {
        status.markChanged(entry.agent());
        var agent = availableAgent(entry.agent(), now);
        var company = entry.task().company();
        if (agent != null
                && waiting.isEmpty(agent.name())
                && !pauses.isPaused(company)
                && gate.isOpen(agent, company, now)) {
            writer.writeEvent(TaskEventFactory.queued(entry, now, reason));
            dispatch(entry.afterEvent(), agent, now);
            return;
        }
        var position = waiting.addLast(entry.afterEvent(), aging.effectivePriority(entry.task(), now));
        writer.writeEvent(TaskEventFactory.queued(entry, now, reason).withQueueIndex(position.index()));
        deadlines.schedule(entry, position);
        dispatchWaiting(entry.agent(), now);
    }

    /** Returns the agent when it may get another task; null when it may not, or is not defined. */
    private @Nullable AgentDefinition availableAgent(AgentName name, Instant now) {
        var agent = agents.table().find(name).orElse(null);
        boolean available = agent != null
                && running.count(name) < agent.capacity()
                && !pauses.isPaused(name)
                && gate.isOpen(agent, now);
        return available ? agent : null;
    }

    /** Dispatches waiting tasks of this agent while it is available. */
    void dispatchWaiting(AgentName name, Instant now) {
        for (var agent = availableAgent(name, now); agent != null; agent = availableAgent(name, now)) {
            var head = waiting.next(name, now);
            if (head == null) {
                return;
            }
            status.markChanged(name);
            var task = head.entry().task();
            if (task.expiredAt(now)) {
                waiting.remove(head.position(), head.entry());
                deadlines.cancel(head.entry(), head.position());
                expire(head.entry(), now);
            } else if (!gate.isOpen(agent, task.company(), now)) {
                waiting.update(name, task.company()); // the task stays, and other companies get their turns
            } else {
                waiting.take(head);
                deadlines.cancel(head.entry(), head.position());
                dispatch(head.entry(), agent, now);
            }
        }
    }

    private void dispatch(LaneEntry queued, AgentDefinition agent, Instant now) {
        var entry =
                queued.dispatched(now, gate.startAttempt(agent, queued.task().company(), now));
        var deadline = Lease.attemptDeadline(entry, now, agent);
        writer.writeEvent(TaskEventFactory.running(entry, now));
        writer.writeAssignment(
                new Assignment(entry.task(), entry.attemptRef(), now, deadline, lease.startBy(now, deadline)));
        running.add(entry.afterEvent(), now, deadline);
    }

    /**
     * Ends a running attempt.
     *
     * @param used  usage to charge for the attempt
     * @param ended report of the adapter; null when the attempt ended without one
     */
    void settle(
            LaneEntry attempt,
            Settlement settlement,
            Usage used,
            Instant now,
            AdapterReport.@Nullable AttemptEnded ended) {
        running.remove(attempt);
        var entry = attempt.plus(used);
        if (gate.settleAttempt(attempt, agents.table().find(attempt.agent()).orElse(null), used, now)) {
            budgetOverruns.increment();
            LOG.warnf(
                    "Attempt cost more than its budget reservation task=%s agent=%s attempt=%s cost=%s reserved=%s",
                    attempt.task().id(),
                    attempt.agent(),
                    attempt.attempt(),
                    used.costMicros(),
                    attempt.reservedMicros());
        }
        status.markChanged(entry.agent());
        if (ended != null) {
            status.recordDuration(entry.agent(), Duration.between(ended.startedAt(), now));
        }
        switch (settlement) {
            case Settlement.Completed(var output) -> complete(entry, output, now, ended);
            case Settlement.Retried(var due, var failed) -> {
                writer.writeEvent(TaskEventFactory.failed(entry, TaskState.RETRYING, now, failed.error(), ended)
                        .withRetryAt(due));
                timers.schedule(due, new Timer.RetryDue(entry.afterEvent().queuedAgain(failed, due)));
            }
            case Settlement.Deferred(var due, var error) -> {
                writer.writeEvent(TaskEventFactory.failed(entry, TaskState.RETRYING, now, error, ended)
                        .withRetryAt(due));
                timers.schedule(due, new Timer.RetryDue(entry.afterEvent().dispatchUndone()));
            }
            case Settlement.Failed(var error, var failed) -> {
                writer.writeEvent(TaskEventFactory.failed(entry, TaskState.FAILED, now, error, ended));
                writer.writeDeadLetter(DeadLetterFactory.ofEntry(entry, now, error, entry.attemptsAnd(failed)));
            }
            case Settlement.Expired(var reason) -> {
                var error = new TaskError(EXPIRED, reason);
                writer.writeEvent(TaskEventFactory.failed(entry, TaskState.EXPIRED, now, error, ended));
            }
            case Settlement.Cancelled(var reason) ->
                writer.writeEvent(TaskEventFactory.cancelled(entry, now, reason, ended));
            case Settlement.Requeued(var reason) -> requeue(entry.dispatchUndone(), now, reason);
        }
        unblock(entry.agent(), now);
    }

    private void requeue(LaneEntry entry, Instant now, String reason) {
        if (transferAtOnce(entry, now)) {
            return;
        }
        var position = waiting.addFirst(entry.afterEvent(), aging.effectivePriority(entry.task(), now));
        writer.writeEvent(TaskEventFactory.queued(entry, now, reason).withQueueIndex(position.index()));
        deadlines.schedule(entry, position);
    }

    private void complete(LaneEntry entry, String output, Instant now, AdapterReport.@Nullable AttemptEnded ended) {
        if (ended == null) {
            throw new IllegalStateException("task " + entry.task().id() + " completed without an adapter report");
        }
        if (!writer.tryWriteEvent(TaskEventFactory.completed(entry, now, ended, output))) {
            var reason =
                    "The result has %d characters and does not fit into a record. Store the result elsewhere and return a reference to it."
                            .formatted(output.length());
            var error = new TaskError(DeadLetterFactory.RECORD_TOO_LARGE, reason);
            writer.writeEvent(TaskEventFactory.failed(entry, TaskState.FAILED, now, error, ended));
            writer.writeDeadLetter(DeadLetterFactory.ofEntry(entry, now, error, entry.attempts()));
        }
    }

    /** Handles a timer that is due. */
    void fire(Timer timer, Instant now) {
        switch (timer) {
            case Timer.RetryDue(var entry) ->
                enter(entry, now, "The retry delay after attempt %d is over.".formatted(entry.attempt()));
            case Timer.DeadlineNear(var task, var position) -> {
                var entry = waiting.find(position);
                if (entry != null && entry.task().id().equals(task)) {
                    deadlines.schedule(entry, waiting.promote(position, entry));
                    status.markChanged(entry.agent());
                }
            }
            case Timer.DeadlinePassed(var task, var position) -> {
                var entry = waiting.find(position);
                if (entry != null && entry.task().id().equals(task)) {
                    waiting.remove(position, entry);
                    status.markChanged(entry.agent());
                    expire(entry, now);
                }
            }
        }
    }

    /** Expires a task that is in no store. */
    void expire(LaneEntry entry, Instant now) {
        var error = new TaskError(EXPIRED, "The task's deadline passed while it was queued.");
        writer.writeEvent(TaskEventFactory.failed(entry, TaskState.EXPIRED, now, error, null));
    }

    /** Cancels a task that waits at {@code position}. */
    void cancelWaiting(QueuePosition position, LaneEntry entry, Instant now, String reason) {
        waiting.remove(position, entry);
        deadlines.cancel(entry, position);
        cancel(entry, now, reason);
    }

    /** Cancels a task that waits for its next attempt. */
    void cancelRetry(LaneEntry entry, Instant now, String reason) {
        timers.cancelRetry(entry);
        cancel(entry, now, reason);
    }

    private void cancel(LaneEntry entry, Instant now, String reason) {
        status.markChanged(entry.agent());
        writer.writeEvent(TaskEventFactory.cancelled(entry, now, reason, null));
    }

    /** Reevaluates the agents and companies that a limit or a budget blocked. */
    void recheckBlocked(Instant now) {
        gate.blockedAgents().forEach(agent -> unblock(agent, now));
    }

    private void unblock(AgentName name, Instant now) {
        var agent = agents.table().find(name).orElse(null);
        gate.unblock(name, agent, now).forEach(company -> waiting.update(name, company));
        dispatchWaiting(name, now);
    }

    /** Handles a changed health state; publishes it at once, because other lanes choose agents by it. */
    void healthChanged(AgentName agent, Instant now) {
        LOG.infof(
                "Agent health changed agent=%s health=%s",
                agent, gate.health(agent).state().wireName());
        dispatchWaiting(agent, now);
        status.publish(agent, agents.table(), now);
    }

    /** Dispatches waiting tasks of all agents after definitions or pauses have changed. */
    void dispatchAll(Instant now) {
        AgentTable known = agents.table();
        waiting.agents().stream()
                .filter(name -> known.find(name).isPresent())
                .forEach(name -> dispatchWaiting(name, now));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.RetryReason;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.Usage;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.hold.Gates;
import dev.pulser.routing.out.Counter;
import dev.pulser.routing.out.DeadLetters;
import dev.pulser.routing.out.Events;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.pause.Pauses;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.settle.Settlement;
import dev.pulser.routing.status.StatusBoard;
import dev.pulser.routing.timer.Timer;
import dev.pulser.routing.timer.Timers;
import dev.pulser.routing.waiting.Ageing;
import dev.pulser.routing.waiting.Place;
import dev.pulser.routing.waiting.WaitingTasks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of one partition: moves tasks between waiting, running and pausing, and says so. Decides nothing. */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private static final String EXPIRED = "expired";

    private final KnownAgents agents;
    private final WaitingTasks waiting;
    private final RunningTasks running;
    private final Timers timers;
    private final Pauses pauses;
    private final Gates gates;
    private final Deadlines deadlines;
    private final Ageing ageing;
    private final Lease lease;
    private final StatusBoard board;
    private final Handovers handovers;
    private final Counter overspent;
    private final Outlet out;

    /** @param overspent counts the attempts that cost more than was set aside for them */
    Lanes(
            LaneState state,
            Lane.Supplier parts,
            Handovers handovers,
            Deadlines deadlines,
            Counter overspent,
            Outlet out) {
        this.agents = parts.agents();
        this.waiting = state.waiting();
        this.running = state.running();
        this.timers = state.timers();
        this.pauses = state.pauses();
        this.gates = state.gates();
        this.board = state.board();
        this.ageing = parts.order().ageing();
        this.deadlines = deadlines;
        this.handovers = handovers;
        this.overspent = overspent;
        this.lease = parts.lease();
        this.out = out;
    }

    /** A task comes in, new or again, and stays unless its agent is unhealthy and another one takes over. */
    void enter(LaneEntry entry, Instant now, String reason) {
        if (!leaves(entry, now)) {
            stay(entry, now, reason);
        }
    }

    /** Behind those that wait to leave as well, it leaves in its turn. */
    private boolean leaves(LaneEntry entry, Instant now) {
        return handovers.leave(entry.agent())
                && waiting.isEmpty(entry.agent())
                && !pauses.holds(entry.task().company())
                && handovers.handOver(entry, null, now);
    }

    /** A task comes in and stays: straight through where the agent is free, else to the end of its line. */
    void stay(LaneEntry entry, Instant now, String reason) {
        board.changed(entry.agent());
        var agent = ready(entry.agent(), now);
        var company = entry.task().company();
        if (agent != null
                && waiting.isEmpty(agent.name())
                && !pauses.holds(company)
                && gates.isOpen(agent, company, now)) {
            out.event(Events.queued(entry, now, reason));
            dispatch(entry.afterEvent(), agent, now);
            return;
        }
        var place = waiting.add(entry.afterEvent(), ageing.standing(entry.task(), now));
        out.event(Events.queued(entry, now, reason).inLineAt(place.index()));
        deadlines.watch(entry, place);
        fill(entry.agent(), now);
    }

    /** The agent, where it may be given another task; null where it may not, or is gone. */
    private @Nullable AgentDefinition ready(AgentName name, Instant now) {
        var agent = agents.table().find(name).orElse(null);
        boolean ready = agent != null
                && running.count(name) < agent.capacity()
                && !pauses.holds(name)
                && gates.isOpen(agent, now);
        return ready ? agent : null;
    }

    /** Hands out what waits for this agent, as far as its capacity goes. One that is gone, paused or held gets nothing. */
    void fill(AgentName name, Instant now) {
        for (var agent = ready(name, now); agent != null; agent = ready(name, now)) {
            var head = waiting.next(name, now);
            if (head == null) {
                return;
            }
            board.changed(name);
            var task = head.entry().task();
            if (task.expiredAt(now)) {
                waiting.remove(head.place(), head.entry());
                deadlines.forget(head.entry(), head.place());
                expire(head.entry(), now);
            } else if (!gates.isOpen(agent, task.company(), now)) {
                waiting.see(name, task.company()); // it stays where it is, and the others have their turns
            } else {
                waiting.take(head);
                deadlines.forget(head.entry(), head.place());
                dispatch(head.entry(), agent, now);
            }
        }
    }

    private void dispatch(LaneEntry queued, AgentDefinition agent, Instant now) {
        var entry = queued.dispatched(now, gates.begin(agent, queued.task().company(), now));
        var deadline = Lease.deadline(entry, now, agent);
        out.event(Events.running(entry, now));
        out.assign(new Assignment(
                entry.task(),
                agent.name(),
                entry.attempt(),
                entry.epoch(),
                now,
                deadline,
                lease.startBy(now, deadline)));
        running.add(entry.afterEvent(), now, deadline);
    }

    /** An attempt is over and has used so much; {@code ended} is null where no adapter said so. */
    void settle(LaneEntry over, Settlement settlement, Usage used, Instant now, Report.@Nullable Ended ended) {
        running.remove(over);
        var entry = over.using(used);
        if (gates.settle(over, agents.table().find(over.agent()).orElse(null), used, now)) {
            overspent.increment();
            LOG.warn(
                    "attempt cost more than was set aside agent={} task={} attempt={} cost={} reserved={}",
                    over.agent(),
                    over.task().id(),
                    over.attempt(),
                    used.costMicros(),
                    over.reservedMicros());
        }
        board.changed(entry.agent());
        if (ended != null) {
            board.took(entry.agent(), Duration.between(ended.startedAt(), now));
        }
        switch (settlement) {
            case Settlement.Completed(var result) -> complete(entry, result, now, ended);
            case Settlement.Retried(var due, var attempt) -> {
                var reason = RetryReason.of(due, attempt.reason());
                out.event(Events.unfinished(entry, now, TaskState.RETRYING, attempt.code(), reason, ended));
                timers.set(due, new Timer.RetryDue(entry.afterEvent().queuedAgain(attempt, due)));
            }
            case Settlement.Deferred(var due, var code, var why) -> {
                out.event(Events.unfinished(entry, now, TaskState.RETRYING, code, RetryReason.of(due, why), ended));
                timers.set(due, new Timer.RetryDue(entry.afterEvent().handedBack()));
            }
            case Settlement.Failed(var code, var reason, var attempt) -> {
                out.event(Events.unfinished(entry, now, TaskState.FAILED, code, reason, ended));
                out.deadLetter(DeadLetters.ofLane(entry, now, code, reason, entry.plus(attempt)));
            }
            case Settlement.Expired(var reason) ->
                out.event(Events.unfinished(entry, now, TaskState.EXPIRED, EXPIRED, reason, ended));
            case Settlement.Cancelled(var reason) ->
                out.event(Events.unfinished(entry, now, TaskState.CANCELLED, null, reason, ended));
            case Settlement.HandedBack(var reason) -> handBack(entry.handedBack(), now, reason);
        }
        letIn(entry.agent(), now);
    }

    private void handBack(LaneEntry entry, Instant now, String reason) {
        if (leaves(entry, now)) {
            return;
        }
        var place = waiting.addFirst(entry.afterEvent(), ageing.standing(entry.task(), now));
        out.event(Events.queued(entry, now, reason).inLineAt(place.index()));
        deadlines.watch(entry, place);
    }

    private void complete(LaneEntry entry, String result, Instant now, Report.@Nullable Ended ended) {
        if (ended == null) {
            throw new IllegalStateException("nothing is completed without an adapter that says so");
        }
        if (!out.tryEvent(Events.completed(entry, now, ended, result))) {
            var reason =
                    "the agent's result has %d characters, too many for a record; let it store the result and return where it is"
                            .formatted(result.length());
            out.event(Events.unfinished(entry, now, TaskState.FAILED, DeadLetters.RECORD_TOO_LARGE, reason, ended));
            out.deadLetter(DeadLetters.ofLane(entry, now, DeadLetters.RECORD_TOO_LARGE, reason, entry.attempts()));
        }
    }

    /** A timer has gone off. */
    void alarm(Timer timer, Instant now) {
        switch (timer) {
            case Timer.RetryDue(var entry) ->
                enter(entry, now, "the pause after attempt %d is over".formatted(entry.attempt()));
            case Timer.DeadlineNear(var task, var place) -> {
                var entry = waiting.find(place);
                if (entry != null && entry.task().id().equals(task)) {
                    deadlines.watch(entry, waiting.lift(place, entry));
                    board.changed(entry.agent());
                }
            }
            case Timer.DeadlinePassed(var task, var place) -> {
                var entry = waiting.find(place);
                if (entry != null && entry.task().id().equals(task)) {
                    waiting.remove(place, entry);
                    board.changed(entry.agent());
                    expire(entry, now);
                }
            }
        }
    }

    /** Ends a task that is in none of the stores. */
    void expire(LaneEntry entry, Instant now) {
        var reason =
                "its deadline %s passed while it waited".formatted(entry.task().deadline());
        out.event(Events.unfinished(entry, now, TaskState.EXPIRED, EXPIRED, reason, null));
    }

    /** Ends a task that waits at {@code place}. */
    void cancelWaiting(Place place, LaneEntry entry, Instant now, String reason) {
        waiting.remove(place, entry);
        deadlines.forget(entry, place);
        cancelled(entry, now, reason);
    }

    /** Ends a task that waits for its next attempt. */
    void cancelRetry(LaneEntry entry, Instant now, String reason) {
        timers.cancelRetry(entry);
        cancelled(entry, now, reason);
    }

    private void cancelled(LaneEntry entry, Instant now, String reason) {
        board.changed(entry.agent());
        out.event(Events.unfinished(entry, now, TaskState.CANCELLED, null, reason, null));
    }

    /** Looks again at whatever was held by a limit. */
    void wake(Instant now) {
        gates.held().forEach(agent -> letIn(agent, now));
    }

    /** Those that a limit held back and holds no more, and whoever is next. */
    private void letIn(AgentName name, Instant now) {
        var agent = agents.table().find(name).orElse(null);
        gates.reopen(name, agent, now).forEach(company -> waiting.see(name, company));
        fill(name, now);
    }

    /** The agent's state is another one: whoever chooses among agents hears of it at once. */
    void healthChanged(AgentName agent, Instant now) {
        LOG.info("agent health agent={} health={}", agent, gates.health(agent));
        fill(agent, now);
        board.sayNow(agent, agents.table(), now);
    }

    /** Looks at every agent that something waits for, after the agents, their capacities or what is paused have changed. */
    void fillAll(Instant now) {
        AgentTable known = agents.table();
        waiting.agents().stream().filter(name -> known.find(name).isPresent()).forEach(name -> fill(name, now));
    }
}

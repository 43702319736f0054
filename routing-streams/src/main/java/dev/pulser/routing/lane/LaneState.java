// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.routing.budget.Budgets;
import dev.pulser.routing.health.Verdicts;
import dev.pulser.routing.hold.Gates;
import dev.pulser.routing.limit.Limits;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.pause.Pauses;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.status.StatusBoard;
import dev.pulser.routing.timer.Timers;
import dev.pulser.routing.waiting.WaitingTasks;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Everything that the lanes of one partition know. */
record LaneState(
        WaitingTasks waiting,
        RunningTasks running,
        Timers timers,
        Pauses pauses,
        Verdicts verdicts,
        Gates gates,
        StatusBoard board) {

    /** As the stores have it. */
    static LaneState of(ProcessorContext<?, ?> context, Lane.Supplier parts, Outlet out) {
        var pauses = new Pauses(context);
        var running = new RunningTasks(context, parts.lease(), parts.agents().table());
        var timers = new Timers(context);
        var verdicts = new Verdicts(parts.statuses(), Instant.ofEpochMilli(context.currentSystemTimeMs()));
        var gates = new Gates(verdicts, new Limits(), new Budgets(context), running);
        var waiting = new WaitingTasks(
                context, parts.order(), (agent, company) -> pauses.holds(company) || gates.holds(agent, company));
        var board = new StatusBoard(waiting, running, timers, pauses, gates, out);
        return new LaneState(waiting, running, timers, pauses, verdicts, gates, board);
    }
}

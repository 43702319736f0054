// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.routing.budget.Budgets;
import dev.pulser.routing.dispatch.DispatchGate;
import dev.pulser.routing.dispatch.PauseRegistry;
import dev.pulser.routing.health.HealthReports;
import dev.pulser.routing.limit.RateLimits;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.queue.WaitingTasks;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.timer.Timers;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** State of the lanes of one partition. */
record LaneState(
        WaitingTasks waiting,
        RunningTasks running,
        Timers timers,
        PauseRegistry pauses,
        HealthReports health,
        DispatchGate gate,
        LaneStatusReporter status) {

    /** Restores the state from the stores. */
    static LaneState restore(ProcessorContext<?, ?> context, LaneProcessor.Supplier supplier, RecordWriter writer) {
        var pauses = new PauseRegistry(context);
        var running = new RunningTasks(
                context, supplier.lease(), supplier.tables().agents().table());
        var timers = new Timers(context);
        var health =
                new HealthReports(supplier.tables().statuses(), Instant.ofEpochMilli(context.currentSystemTimeMs()));
        var gate = new DispatchGate(health, new RateLimits(), new Budgets(context), running);
        var waiting = new WaitingTasks(
                context,
                supplier.ordering(),
                (agent, company) -> pauses.isPaused(company) || gate.isBlocked(agent, company));
        var status = new LaneStatusReporter(waiting, running, timers, pauses, gate, writer);
        return new LaneState(waiting, running, timers, pauses, health, gate, status);
    }
}

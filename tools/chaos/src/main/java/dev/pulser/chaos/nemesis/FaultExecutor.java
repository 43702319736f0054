// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.fault.Component;
import dev.pulser.chaos.fault.FaultEffect;
import dev.pulser.chaos.fault.SystemUnderTest;
import dev.pulser.chaos.injection.McpServerCrash;
import dev.pulser.chaos.injection.ProcessKill;
import dev.pulser.chaos.injection.ProcessPause;
import dev.pulser.chaos.injection.RedisFlush;
import dev.pulser.chaos.injection.TableLock;
import dev.pulser.chaos.poison.PoisonInjection;
import java.io.IOException;
import java.sql.SQLException;

/** Executor of all faults. Thread-safe for faults that affect different components. */
record FaultExecutor(
        SystemUnderTest system, RedisFlush flush, TableLock lock, McpServerCrash crash, PoisonInjection poison) {

    /** @param mark text that is unique to this injection */
    FaultEffect inject(ScheduledFault scheduled, String mark) throws IOException, InterruptedException, SQLException {
        var fault = scheduled.fault();
        var length = scheduled.length();
        var kill = new ProcessKill(system);
        return switch (fault) {
            case KILL_INGEST, KILL_ROUTING, KILL_ADAPTERS, KILL_TELEMETRY, KILL_BROKER, KILL_REDIS, KILL_POSTGRES ->
                kill.kill(component(scheduled), length);
            case PAUSE_INGEST, PAUSE_ROUTING, PAUSE_ADAPTERS, PAUSE_BROKER, PAUSE_REDIS, PAUSE_POSTGRES ->
                new ProcessPause(system).pause(component(scheduled), length);
            case LOSE_ROUTING_STATE -> kill.deleteState(component(scheduled), length);
            case STOP_SERVICES -> kill.stopInTurn(fault.components());
            case BOUNCE_BROKERS -> kill.killInTurn(system.brokers(), length);
            case FLUSH_REDIS -> flush.inject();
            case LOCK_POSTGRES -> lock.inject(length);
            case CRASH_MCP_SERVER -> crash.inject();
            case POISON -> poison.inject(mark);
        };
    }

    private Component component(ScheduledFault scheduled) {
        var component = scheduled.fault().components().getFirst();
        return component == Component.BROKER ? system.brokers().get(scheduled.broker()) : component;
    }
}

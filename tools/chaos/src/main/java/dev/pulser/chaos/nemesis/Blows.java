// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.blow.Killing;
import dev.pulser.chaos.blow.McpCrash;
import dev.pulser.chaos.blow.Pausing;
import dev.pulser.chaos.blow.RedisFlush;
import dev.pulser.chaos.blow.TableLock;
import dev.pulser.chaos.fault.Part;
import dev.pulser.chaos.fault.Parts;
import dev.pulser.chaos.fault.Proof;
import dev.pulser.chaos.poison.Poisoning;
import java.io.IOException;
import java.sql.SQLException;

/** Every way of doing harm. Safe from two threads for faults that go together. */
record Blows(Parts parts, RedisFlush flush, TableLock lock, McpCrash crash, Poisoning poisoning) {

    /** @param mark of this time alone */
    Proof deal(Blow blow, String mark) throws IOException, InterruptedException, SQLException {
        var fault = blow.fault();
        var killing = new Killing(parts);
        return switch (fault) {
            case KILL_INGEST, KILL_ROUTING, KILL_ADAPTERS, KILL_TELEMETRY, KILL_BROKER, KILL_REDIS, KILL_POSTGRES ->
                killing.kill(victim(blow), blow.length());
            case PAUSE_INGEST, PAUSE_ROUTING, PAUSE_ADAPTERS, PAUSE_BROKER, PAUSE_REDIS, PAUSE_POSTGRES ->
                new Pausing(parts).pause(victim(blow), blow.length());
            case LOSE_ROUTING_STATE -> killing.loseState(victim(blow), blow.length());
            case STOP_SERVICES -> killing.stopInTurn(fault.parts());
            case BOUNCE_BROKERS -> killing.killInTurn(parts.brokers(), blow.length());
            case FLUSH_REDIS -> flush.deal();
            case LOCK_POSTGRES -> lock.deal(blow.length());
            case CRASH_MCP_SERVER -> crash.deal();
            case POISON -> poisoning.deal(mark);
        };
    }

    private Part victim(Blow blow) {
        var part = blow.fault().parts().getFirst();
        return part == Part.BROKER ? parts.brokers().get(blow.broker()) : part;
    }
}

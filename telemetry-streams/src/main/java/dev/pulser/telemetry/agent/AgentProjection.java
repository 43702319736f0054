// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertMessages;
import dev.pulser.telemetry.alert.AlertRows;
import dev.pulser.telemetry.batch.SinkRecord.AgentDefinitionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Projection of agents: definitions, status, spending, health history, and alerts about changes of health. */
public final class AgentProjection {

    private AgentProjection() {}

    /** Writes records in their order, in the connection's transaction. Writing them again has no effect. */
    public static void write(Connection connection, List<AgentDefinitionRecord> definitions, List<AgentStatus> statuses)
            throws SQLException {
        AgentDefinitionRows.write(connection, definitions);
        if (statuses.isEmpty()) {
            return;
        }
        var byAgent = new TreeMap<AgentName, AgentStatus>();
        statuses.forEach(status ->
                byAgent.merge(status.agent(), status, (one, other) -> other.at().isBefore(one.at()) ? one : other));
        var latest = List.copyOf(byAgent.values());
        var changes = HealthChange.among(statuses, AgentStatusRows.lock(connection, byAgent.keySet()));
        AgentStatusRows.upsert(connection, latest);
        AgentSpendingRows.upsert(connection, latest);
        AgentHealthHistoryRows.insert(connection, changes);
        AlertRows.insert(connection, alerts(connection, changes));
    }

    private static List<Alert> alerts(Connection connection, List<HealthChange> changes) throws SQLException {
        var alerts = new ArrayList<Alert>();
        for (var change : changes) {
            var agent = change.agent();
            if (change.isFailure()) {
                var backup = AgentDefinitionRows.findBackup(connection, agent);
                alerts.add(AlertMessages.agentUnhealthy(
                        agent, change.since(), change.at(), change.to().reason(), backup));
            } else if (change.isRecovery()) {
                alerts.add(AlertMessages.agentRecovered(
                        agent, change.since(), change.at(), change.from().since(), change.to()));
            }
        }
        return alerts;
    }
}

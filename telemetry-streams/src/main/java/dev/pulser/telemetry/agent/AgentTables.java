// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertRows;
import dev.pulser.telemetry.alert.Alerts;
import dev.pulser.telemetry.feed.FeedRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Everything that is kept about agents, and what people are told when one fails or is back. */
public final class AgentTables {

    private AgentTables() {}

    /** Writes records in their order, in the connection's transaction. Written again, they change nothing. */
    public static void write(Connection connection, List<FeedRecord.Defined> definitions, List<AgentStatus> statuses)
            throws SQLException {
        DefinitionRows.write(connection, definitions);
        if (statuses.isEmpty()) {
            return;
        }
        var byAgent = new TreeMap<AgentName, AgentStatus>();
        statuses.forEach(status ->
                byAgent.merge(status.agent(), status, (known, next) -> next.at().isBefore(known.at()) ? known : next));
        var latest = List.copyOf(byAgent.values());
        var changes = HealthChange.among(statuses, AgentStatusRows.lock(connection, byAgent.keySet()));
        AgentStatusRows.upsert(connection, latest);
        SpendingRows.upsert(connection, latest);
        HealthHistoryRows.insert(connection, changes);
        AlertRows.insert(connection, alerts(connection, changes));
    }

    private static List<Alert> alerts(Connection connection, List<HealthChange> changes) throws SQLException {
        var alerts = new ArrayList<Alert>();
        for (var change : changes) {
            var agent = change.agent();
            if (change.isFailure()) {
                var backup = DefinitionRows.takesOver(connection, agent);
                alerts.add(Alerts.unhealthy(
                        agent, change.since(), change.at(), change.to().reason(), backup));
            } else if (change.isRecovery()) {
                alerts.add(Alerts.back(
                        agent, change.since(), change.at(), change.from().since(), change.to()));
            }
        }
        return alerts;
    }
}

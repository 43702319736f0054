// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.feed.FeedRecord;
import java.sql.Connection;
import java.sql.SQLException;
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
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Projection of tools: definitions, approvals, changes, and alerts about quarantined tools. */
public final class ToolProjection {

    private ToolProjection() {}

    /**
     * Writes records in their order, in the connection's transaction. Writing them again has no effect. The state of a tool is
     * computed over all records, so that an approval in the batch of its definition prevents a quarantine.
     */
    public static void write(Connection connection, List<ToolDefinition> definitions, List<ToolApproval> approvals)
            throws SQLException {
        if (definitions.isEmpty() && approvals.isEmpty()) {
            return;
        }
        var latestDefinitions = new TreeMap<ToolRef, ToolDefinition>();
        definitions.forEach(definition -> latestDefinitions.merge(
                definition.ref(), definition, (one, other) -> other.at().isBefore(one.at()) ? one : other));
        var latestApprovals = new TreeMap<ToolRef, ToolApproval>();
        approvals.forEach(approval -> latestApprovals.merge(
                approval.ref(), approval, (one, other) -> other.at().isBefore(one.at()) ? one : other));
        var refs = new TreeSet<>(latestDefinitions.keySet());
        refs.addAll(latestApprovals.keySet());

        var stored = ToolRows.lock(connection, refs);
        var changes = new ArrayList<ToolChange>();
        var alerts = new ArrayList<Alert>();
        approvals.forEach(approval -> ToolChange.of(approval).ifPresent(changes::add));
        for (var ref : refs) {
            var before = stored.getOrDefault(ref, ToolSnapshot.unknown(ref));
            var after = before.with(latestDefinitions.get(ref)).with(latestApprovals.get(ref));
            ToolChange.between(before, after).ifPresent(change -> {
                changes.add(change);
                change.alert(after.approvedHash()).ifPresent(alerts::add);
            });
        }
        ToolRows.upsertDefinitions(connection, List.copyOf(latestDefinitions.values()));
        ToolRows.upsertApprovals(connection, List.copyOf(latestApprovals.values()));
        ToolChangeRows.insert(connection, changes);
        AlertRows.insert(connection, alerts);
    }
}

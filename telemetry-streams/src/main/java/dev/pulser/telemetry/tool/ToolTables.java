// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that is kept about tools, and what people are told when one is quarantined. */
public final class ToolTables {

    private ToolTables() {}

    /**
     * Writes records in their order, in the connection's transaction. Written again, they change nothing. What became of a
     * tool is worked out over all of them: an approval that came with the offer it is for is there in time.
     */
    public static void write(Connection connection, List<ToolOffer> offers, List<ToolApproval> approvals)
            throws SQLException {
        if (offers.isEmpty() && approvals.isEmpty()) {
            return;
        }
        var latestOffers = new TreeMap<ToolRef, ToolOffer>();
        offers.forEach(offer -> latestOffers.merge(
                offer.ref(), offer, (known, next) -> next.at().isBefore(known.at()) ? known : next));
        var latestApprovals = new TreeMap<ToolRef, ToolApproval>();
        approvals.forEach(approval -> latestApprovals.merge(
                approval.ref(), approval, (known, next) -> next.at().isBefore(known.at()) ? known : next));
        var refs = new TreeSet<>(latestOffers.keySet());
        refs.addAll(latestApprovals.keySet());

        var known = ToolRows.lock(connection, refs);
        var changes = new ArrayList<ToolChange>();
        var alerts = new ArrayList<Alert>();
        approvals.forEach(approval -> ToolChange.of(approval).ifPresent(changes::add));
        for (var ref : refs) {
            var before = known.getOrDefault(ref, ToolView.unknown(ref));
            var after = before.with(latestOffers.get(ref)).with(latestApprovals.get(ref));
            ToolChange.between(before, after).ifPresent(change -> {
                changes.add(change);
                change.alert(after.approved()).ifPresent(alerts::add);
            });
        }
        ToolRows.upsertOffers(connection, List.copyOf(latestOffers.values()));
        ToolRows.upsertApprovals(connection, List.copyOf(latestApprovals.values()));
        ToolChangeRows.insert(connection, changes);
        AlertRows.insert(connection, alerts);
    }
}

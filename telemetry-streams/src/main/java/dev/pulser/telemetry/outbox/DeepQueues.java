// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.alert.AlertRows;
import dev.pulser.telemetry.alert.Alerts;
import dev.pulser.telemetry.alert.AlertsConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javax.sql.DataSource;

/** Finds queues that are too deep for too long, by looking at what lanes said last. */
final class DeepQueues {

    private static final String DEEP = """
            select agent, at, waiting, running, capacity, paused, hold
            from pulser.agent_status
            where waiting > ?
            order by agent""";

    private final DataSource projector;
    private final AlertsConfig.Queue limits;

    DeepQueues(DataSource projector, AlertsConfig.Queue limits) {
        this.projector = projector;
        this.limits = limits;
    }

    void look(Instant now) throws SQLException {
        try (var connection = projector.getConnection()) {
            var queues = deepOnes(connection);
            var found = new HashMap<String, Instant>();
            for (var queue : queues) {
                found.put(queue.subject(), queue.at().isAfter(now) ? now : queue.at());
            }
            var since = Troubles.keep(connection, AlertKind.QUEUE_DEEP, found);
            var alerts = new ArrayList<Alert>();
            for (var queue : queues) {
                var deepSince = since.getOrDefault(queue.subject(), now);
                if (!deepSince.isAfter(now.minus(limits.lasting()))) {
                    alerts.add(Alerts.deepQueue(
                            queue.agent(), deepSince, now, queue.waiting(), limits.depth(), queue.why()));
                }
            }
            AlertRows.insert(connection, alerts);
        }
    }

    private List<Queue> deepOnes(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(DEEP)) {
            statement.setLong(1, limits.depth());
            try (var rows = statement.executeQuery()) {
                var queues = new ArrayList<Queue>();
                while (rows.next()) {
                    queues.add(new Queue(
                            new AgentName(rows.getString(1)),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getLong(3),
                            why(rows)));
                }
                return queues;
            }
        }
    }

    private static String why(ResultSet row) throws SQLException {
        if (row.getBoolean(6)) {
            return "it is paused";
        }
        var hold = row.getString(7);
        return hold == null
                ? "it does %d of at most %d at a time, and more come than it does"
                        .formatted(row.getInt(4), row.getInt(5))
                : "it starts nothing: " + meaning(hold);
    }

    private static String meaning(String hold) {
        return switch (hold) {
            case "unhealthy" -> "it is unhealthy";
            case "rate-limit" -> "its rate limit is used up";
            case "budget" -> "its budget is used up";
            default -> hold;
        };
    }

    /** @param why it does not get shorter */
    private record Queue(AgentName agent, Instant at, long waiting, String why) {

        String subject() {
            return AlertKind.QUEUE_DEEP.subject(agent);
        }
    }
}

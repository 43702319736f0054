// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.alert.AlertMessages;
import dev.pulser.telemetry.alert.AlertRows;
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

/** Rule for queues that are too long for too long, by the latest status of each lane. */
final class QueueDepthRule {

    private static final String LONG_QUEUES = """
            select agent, at, waiting, running, capacity, paused, block_reason
            from pulser.agent_status
            where waiting > ?
            order by agent""";

    private final DataSource projector;
    private final AlertsConfig.Queue limits;

    QueueDepthRule(DataSource projector, AlertsConfig.Queue limits) {
        this.projector = projector;
        this.limits = limits;
    }

    void evaluate(Instant now) throws SQLException {
        try (var connection = projector.getConnection()) {
            var queues = longQueues(connection);
            var found = new HashMap<String, Instant>();
            for (var queue : queues) {
                found.put(queue.subject(), queue.at().isAfter(now) ? now : queue.at());
            }
            var since = OpenIncidents.replace(connection, AlertKind.QUEUE_DEPTH, found);
            var alerts = new ArrayList<Alert>();
            for (var queue : queues) {
                var start = since.getOrDefault(queue.subject(), now);
                if (!start.isAfter(now.minus(limits.lasting()))) {
                    alerts.add(AlertMessages.queueDepth(
                            queue.agent(), start, now, queue.waiting(), limits.depth(), queue.cause()));
                }
            }
            AlertRows.insert(connection, alerts);
        }
    }

    private List<LongQueue> longQueues(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(LONG_QUEUES)) {
            statement.setLong(1, limits.depth());
            try (var rows = statement.executeQuery()) {
                var queues = new ArrayList<LongQueue>();
                while (rows.next()) {
                    queues.add(new LongQueue(
                            new AgentName(rows.getString(1)),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getLong(3),
                            cause(rows)));
                }
                return queues;
            }
        }
    }

    private static String cause(ResultSet row) throws SQLException {
        if (row.getBoolean(6)) {
            return "the agent is paused.";
        }
        var blockReason = row.getString(7);
        return blockReason == null
                ? "the agent runs %d of at most %d attempts, and tasks arrive faster than it completes them."
                        .formatted(row.getInt(4), row.getInt(5))
                : "the agent starts no attempts: " + describe(blockReason) + ".";
    }

    private static String describe(String blockReason) {
        return switch (blockReason) {
            case "unhealthy" -> "it is unhealthy";
            case "rate-limit" -> "its rate limit is exhausted";
            case "budget" -> "its budget is exhausted";
            default -> blockReason;
        };
    }

    /** @param cause sentence that explains the length */
    private record LongQueue(AgentName agent, Instant at, long waiting, String cause) {

        String subject() {
            return AlertKind.QUEUE_DEPTH.subject(agent);
        }
    }
}

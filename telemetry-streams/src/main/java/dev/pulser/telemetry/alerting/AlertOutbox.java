// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Outbox of alerts, table {@code alert}. A claimed alert is leased: other instances ignore it until the lease expires, which
 * also returns the alerts of an instance that crashed. Each method is one transaction.
 */
final class AlertOutbox {

    /** Longer than the time limits of all channels together. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final String CLAIM = """
            update pulser.alert as mine set attempts = mine.attempts + 1, due_at = ?
            where mine.id = (
                select next.id
                from pulser.alert as next
                where next.state = 'pending' and next.due_at <= ?
                    and not exists (
                        select from pulser.alert as earlier
                        where earlier.subject = next.subject and earlier.state = 'pending' and earlier.at < next.at)
                order by next.due_at, next.id
                limit 1
                for update skip locked)
            returning mine.id, mine.at, mine.kind, mine.subject, mine.text, mine.attempts, mine.delivered_to,
                (select max(previous.at) from pulser.alert as previous
                where previous.subject = mine.subject and previous.kind = mine.kind and previous.state = 'sent'
                    and previous.at < mine.at),
                coalesce(case mine.kind
                    when 'agent-unhealthy' then exists (
                        select from pulser.agent_status
                        where 'agent ' || agent = mine.subject and health = 'unhealthy')
                    when 'agent-recovered' then not exists (
                        select from pulser.agent_status
                        where 'agent ' || agent = mine.subject and health = 'unhealthy')
                        and 'agent-unhealthy' = (
                            select previous.kind from pulser.alert as previous
                            where previous.subject = mine.subject and previous.state = 'sent' and previous.at < mine.at
                            order by previous.at desc
                            limit 1)
                    when 'tool-quarantined' then exists (
                        select from pulser.tool
                        where 'tool ' || server || '/' || tool = mine.subject and state = 'quarantined')
                    else exists (
                        select from pulser.open_incident as incident
                        where incident.kind = mine.kind and incident.subject = mine.subject)
                    end, false)""";

    /** Makes the commit wait for the disk. Unlike projected rows, deliveries cannot be read from Kafka again. */
    private static final String DURABLY = " and set_config('synchronous_commit', 'on', true) is not null";

    private static final String DELIVERED =
            "update pulser.alert set delivered_to = array_append(delivered_to, ?) where id = ?" + DURABLY;
    private static final String SENT =
            "update pulser.alert set state = 'sent', sent_at = ?, last_error = null where id = ?" + DURABLY;
    private static final String FAILED =
            "update pulser.alert set state = 'failed', last_error = ? where id = ?" + DURABLY;
    private static final String RETRY = "update pulser.alert set due_at = ?, last_error = ? where id = ?";
    private static final String POSTPONE = "update pulser.alert set due_at = ?, attempts = 0 where id = ?";
    private static final String SUPPRESS = "update pulser.alert set state = 'suppressed' where id = ?" + DURABLY;

    private final DataSource projector;

    AlertOutbox(DataSource projector) {
        this.projector = projector;
    }

    /** Claims the alert that is due longest. An earlier alert with the same subject comes first. */
    Optional<ClaimedAlert> claim(Instant now) throws SQLException {
        try (var connection = projector.getConnection();
                var statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, time(now.plus(LEASE)));
            statement.setObject(2, time(now));
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(claimedAlert(rows)) : Optional.empty();
            }
        }
    }

    private static ClaimedAlert claimedAlert(ResultSet row) throws SQLException {
        var alert = new Alert(
                row.getString(1),
                AlertKind.parse(row.getString(3)),
                row.getString(4),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(5));
        var previouslyAt = row.getObject(8, OffsetDateTime.class);
        return new ClaimedAlert(
                alert,
                row.getInt(6),
                texts(row, 7),
                previouslyAt == null ? null : previouslyAt.toInstant(),
                row.getBoolean(9));
    }

    private static Set<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    void markDelivered(Alert alert, String channel) throws SQLException {
        update(DELIVERED, channel, alert.id());
    }

    void markSent(Alert alert, Instant now) throws SQLException {
        update(SENT, time(now), alert.id());
    }

    void markFailed(Alert alert, String reason) throws SQLException {
        update(FAILED, reason, alert.id());
    }

    void retry(Alert alert, Instant dueAt, String reason) throws SQLException {
        update(RETRY, time(dueAt), reason, alert.id());
    }

    void postpone(Alert alert, Instant until) throws SQLException {
        update(POSTPONE, time(until), alert.id());
    }

    void suppress(Alert alert) throws SQLException {
        update(SUPPRESS, alert.id());
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (var connection = projector.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

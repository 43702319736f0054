// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

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
 * The table {@code alert}, for whoever tells people. An alert that is claimed is nobody else's until its lease ends; that of
 * an instance which died is claimed anew then. Each method is one transaction.
 */
final class Outbox {

    /** Longer than all channels together may take. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final String CLAIM = """
            update pulser.alert as mine set attempts = mine.attempts + 1, due = ?
            where mine.id = (
                select next.id
                from pulser.alert as next
                where next.state = 'pending' and next.due <= ?
                    and not exists (
                        select from pulser.alert as earlier
                        where earlier.subject = next.subject and earlier.state = 'pending' and earlier.at < next.at)
                order by next.due, next.id
                limit 1
                for update skip locked)
            returning mine.id, mine.at, mine.kind, mine.subject, mine.text, mine.attempts, mine.delivered,
                (select max(told.at) from pulser.alert as told
                where told.subject = mine.subject and told.kind = mine.kind and told.state = 'sent' and told.at < mine.at),
                coalesce(case mine.kind
                    when 'agent-unhealthy' then exists (
                        select from pulser.agent_status
                        where 'agent ' || agent = mine.subject and health = 'unhealthy')
                    when 'agent-back' then not exists (
                        select from pulser.agent_status
                        where 'agent ' || agent = mine.subject and health = 'unhealthy')
                        and 'agent-unhealthy' = (
                            select told.kind from pulser.alert as told
                            where told.subject = mine.subject and told.state = 'sent' and told.at < mine.at
                            order by told.at desc
                            limit 1)
                    when 'tool-quarantined' then exists (
                        select from pulser.tool
                        where 'tool ' || server || '/' || tool = mine.subject and state = 'quarantined')
                    else exists (
                        select from pulser.trouble as lasting
                        where lasting.kind = mine.kind and lasting.subject = mine.subject)
                    end, false)""";

    /** On disk when it is done, unlike what can be read from Kafka again: who was told is written nowhere else. */
    private static final String FOR_GOOD = " and set_config('synchronous_commit', 'on', true) is not null";

    private static final String DELIVERED =
            "update pulser.alert set delivered = array_append(delivered, ?) where id = ?" + FOR_GOOD;
    private static final String SENT =
            "update pulser.alert set state = 'sent', sent_at = ?, last_error = null where id = ?" + FOR_GOOD;
    private static final String FAILED =
            "update pulser.alert set state = 'failed', last_error = ? where id = ?" + FOR_GOOD;
    private static final String RETRY = "update pulser.alert set due = ?, last_error = ? where id = ?";
    private static final String HOLD_BACK = "update pulser.alert set due = ?, attempts = 0 where id = ?";
    private static final String FORGET = "update pulser.alert set state = 'void' where id = ?" + FOR_GOOD;

    private final DataSource projector;

    Outbox(DataSource projector) {
        this.projector = projector;
    }

    /** The alert that is due longest, if there is one; an earlier one about the same subject goes first. */
    Optional<Claim> claim(Instant now) throws SQLException {
        try (var connection = projector.getConnection();
                var statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, time(now.plus(LEASE)));
            statement.setObject(2, time(now));
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(claimOf(rows)) : Optional.empty();
            }
        }
    }

    private static Claim claimOf(ResultSet row) throws SQLException {
        var alert = new Alert(
                row.getString(1),
                AlertKind.parse(row.getString(3)),
                row.getString(4),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(5));
        var toldAt = row.getObject(8, OffsetDateTime.class);
        return new Claim(
                alert, row.getInt(6), texts(row, 7), toldAt == null ? null : toldAt.toInstant(), row.getBoolean(9));
    }

    private static Set<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    /** This channel has taken it. */
    void delivered(Alert alert, String channel) throws SQLException {
        update(DELIVERED, channel, alert.id());
    }

    /** Every channel has taken it. */
    void sent(Alert alert, Instant now) throws SQLException {
        update(SENT, time(now), alert.id());
    }

    void failed(Alert alert, String reason) throws SQLException {
        update(FAILED, reason, alert.id());
    }

    void retry(Alert alert, Instant due, String reason) throws SQLException {
        update(RETRY, time(due), reason, alert.id());
    }

    void holdBack(Alert alert, Instant until) throws SQLException {
        update(HOLD_BACK, time(until), alert.id());
    }

    void forget(Alert alert) throws SQLException {
        update(FORGET, alert.id());
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

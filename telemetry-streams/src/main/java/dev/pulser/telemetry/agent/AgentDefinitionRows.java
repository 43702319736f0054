// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.batch.SinkRecord;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of table {@code agent}: the parts of a definition that alerts need. */
final class AgentDefinitionRows {

    private static final String UPSERT = """
            insert into pulser.agent (agent, enabled, backups, completion_percent, response_ms, error_percent)
            select agent, enabled, string_to_array(backups, ','), completion_percent, response_ms, error_percent
            from unnest(?::text[], ?::bool[], ?::text[], ?::float8[], ?::int8[], ?::float8[])
                as definition (agent, enabled, backups, completion_percent, response_ms, error_percent)
            on conflict (agent) do update set
                enabled = excluded.enabled,
                backups = excluded.backups,
                completion_percent = excluded.completion_percent,
                response_ms = excluded.response_ms,
                error_percent = excluded.error_percent""";

    private static final String DELETE = "delete from pulser.agent where agent = any(?)";

    private static final String FIRST_USABLE_BACKUP = """
            select backup.agent
            from pulser.agent as failed
                cross join unnest(failed.backups) with ordinality as named (agent, position)
                join pulser.agent as backup on backup.agent = named.agent and backup.enabled
                left join pulser.agent_status as status on status.agent = named.agent
            where failed.agent = ? and coalesce(status.health, 'unknown') <> 'unhealthy'
            order by named.position
            limit 1""";

    private AgentDefinitionRows() {}

    static void write(Connection connection, List<SinkRecord.AgentDefinitionRecord> records) throws SQLException {
        var latest = new TreeMap<AgentName, Optional<AgentDefinition>>();
        records.forEach(record -> latest.put(record.agent(), Optional.ofNullable(record.definition())));
        var defined = latest.values().stream().flatMap(Optional::stream).toList();
        var removed = new ArrayList<AgentName>();
        latest.forEach((agent, definition) -> {
            if (definition.isEmpty()) {
                removed.add(agent);
            }
        });
        upsert(connection, defined);
        delete(connection, removed);
    }

    private static void upsert(Connection connection, List<AgentDefinition> definitions) throws SQLException {
        if (definitions.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT)) {
            new ColumnArrays<>(statement, definitions)
                    .text(definition -> definition.name().value())
                    .bool(AgentDefinition::enabled)
                    .text(definition ->
                            definition.backups().stream().map(AgentName::value).collect(Collectors.joining(",")))
                    .float8(ofLevel(ServiceLevel::completionPercent))
                    .int8(ofLevel(level -> level.response().toMillis()))
                    .float8(ofLevel(ServiceLevel::errorPercent));
            statement.executeUpdate();
        }
    }

    private static <T> Function<AgentDefinition, @Nullable T> ofLevel(Function<ServiceLevel, T> field) {
        return definition -> {
            var level = definition.profile().serviceLevel();
            return level == null ? null : field.apply(level);
        };
    }

    private static void delete(Connection connection, List<AgentName> agents) throws SQLException {
        if (agents.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(DELETE)) {
            new ColumnArrays<>(statement, agents).text(AgentName::value);
            statement.executeUpdate();
        }
    }

    /** Returns the first backup that is enabled and not unhealthy. */
    static Optional<AgentName> findBackup(Connection connection, AgentName agent) throws SQLException {
        try (var statement = connection.prepareStatement(FIRST_USABLE_BACKUP)) {
            statement.setString(1, agent.value());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(new AgentName(rows.getString(1))) : Optional.empty();
            }
        }
    }
}

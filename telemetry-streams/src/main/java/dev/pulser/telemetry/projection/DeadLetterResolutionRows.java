// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.telemetry.batch.SinkRecord.DeadLetterRecord;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rows of table {@code dead_letter_resolution}, and their copy in {@code dead_letter}. */
final class DeadLetterResolutionRows {

    private static final String UPSERT = """
            insert into pulser.dead_letter_resolution as known (company, task_id, resolution, replayed_as, at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
            on conflict (company, task_id) do update set
                resolution = excluded.resolution,
                replayed_as = excluded.replayed_as,
                at = excluded.at
            where (known.resolution = 'dropped' and excluded.resolution = 'replayed')
                or (known.resolution = excluded.resolution and excluded.at < known.at)""";

    private static final String COPY = """
            update pulser.dead_letter as letter
            set state = resolved.resolution, replayed_as = resolved.replayed_as, resolved_at = resolved.at
            from unnest(?::text[], ?::text[]) as wanted (company, task_id)
                join pulser.dead_letter_resolution as resolved using (company, task_id)
            where letter.company = resolved.company and letter.task_id = resolved.task_id
                and (letter.state, letter.resolved_at) is distinct from (resolved.resolution, resolved.at)""";

    private DeadLetterResolutionRows() {}

    /** Stores the resolutions, and copies stored resolutions to the dead letters they are about and to new ones. */
    static void upsert(
            Connection connection, List<DeadLetterResolution> resolutions, List<DeadLetterRecord> deadLetters)
            throws SQLException {
        if (!resolutions.isEmpty()) {
            try (var statement = connection.prepareStatement(UPSERT)) {
                new ColumnArrays<>(statement, resolutions)
                        .text(resolution -> resolution.company().name())
                        .text(resolution -> resolution.task().value())
                        .text(DeadLetterResolution::wireName)
                        .text(resolution -> TaskRows.valueOf(resolution.replayedAs()))
                        .timestamp(DeadLetterResolution::at);
                statement.executeUpdate();
            }
        }
        copy(connection, List.copyOf(affectedTasks(resolutions, deadLetters)));
    }

    private static Set<TaskKey> affectedTasks(
            List<DeadLetterResolution> resolutions, List<DeadLetterRecord> deadLetters) {
        var tasks = new LinkedHashSet<TaskKey>();
        resolutions.forEach(resolution -> tasks.add(new TaskKey(resolution.company(), resolution.task())));
        for (var record : deadLetters) {
            var id = record.deadLetter().id();
            if (id != null) {
                tasks.add(new TaskKey(record.deadLetter().company(), id));
            }
        }
        return tasks;
    }

    private static void copy(Connection connection, List<TaskKey> tasks) throws SQLException {
        if (tasks.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(COPY)) {
            new ColumnArrays<>(statement, tasks)
                    .text(key -> key.company().name())
                    .text(key -> key.task().value());
            statement.executeUpdate();
        }
    }

    private record TaskKey(Company company, TaskId task) {}
}

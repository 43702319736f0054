// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.task.TaskId;
import dev.pulser.telemetry.feed.FeedRecord;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code dead_letter_fate}, and its copy in {@code dead_letter}. */
final class FateRows {

    private static final String UPSERT = """
            insert into pulser.dead_letter_fate as known (company, task_id, state, replayed_as, at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
            on conflict (company, task_id) do update set
                state = excluded.state,
                replayed_as = excluded.replayed_as,
                at = excluded.at
            where (known.state = 'dropped' and excluded.state = 'replayed')
                or (known.state = excluded.state and excluded.at < known.at)""";

    private static final String COPY = """
            update pulser.dead_letter as letter
            set state = fate.state, replayed_as = fate.replayed_as, settled_at = fate.at
            from unnest(?::text[], ?::text[]) as wanted (company, task_id)
                join pulser.dead_letter_fate as fate using (company, task_id)
            where letter.company = fate.company and letter.task_id = fate.task_id
                and (letter.state, letter.settled_at) is distinct from (fate.state, fate.at)""";

    private FateRows() {}

    /** Keeps these fates, and copies what is known to the letters they are about and to those that are new. */
    static void settle(Connection connection, List<Fate> fates, List<FeedRecord.Letter> letters) throws SQLException {
        if (!fates.isEmpty()) {
            try (var statement = connection.prepareStatement(UPSERT)) {
                new Columns<>(statement, fates)
                        .texts(fate -> fate.company().name())
                        .texts(fate -> fate.task().value())
                        .texts(Fate::state)
                        .texts(fate -> fate.replayedAs() == null
                                ? null
                                : fate.replayedAs().value())
                        .times(Fate::at);
                statement.executeUpdate();
            }
        }
        copy(connection, touched(fates, letters));
    }

    private static List<Touched> touched(List<Fate> fates, List<FeedRecord.Letter> letters) {
        var touched = new ArrayList<Touched>();
        for (var fate : fates) {
            touched.add(new Touched(fate.company().name(), fate.task()));
        }
        for (var record : letters) {
            var id = record.letter().id();
            if (id != null) {
                touched.add(new Touched(record.letter().company().name(), id));
            }
        }
        return touched.stream().distinct().toList();
    }

    private static void copy(Connection connection, List<Touched> touched) throws SQLException {
        if (touched.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(COPY)) {
            new Columns<>(statement, touched)
                    .texts(Touched::company)
                    .texts(each -> each.task().value());
            statement.executeUpdate();
        }
    }

    private record Touched(String company, TaskId task) {}
}

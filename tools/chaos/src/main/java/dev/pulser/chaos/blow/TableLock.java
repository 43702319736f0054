// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import dev.pulser.chaos.fault.Proof;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A lock on the table of the tasks that lets nobody read or write it, as a careless change of the table takes one. The
 * proof: the database says that others wait for it.
 *
 * @param database may lock the table
 */
public record TableLock(Database database) {

    private static final String TABLE = "pulser.task_queue";
    private static final String WAITING =
            "select count(*) from pg_locks where not granted and relation = '%s'::regclass".formatted(TABLE);
    /** Where nothing flows nobody waits: then it is held until something does. */
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Connections of its own. */
    @FunctionalInterface
    public interface Database {
        Connection connect() throws SQLException;
    }

    /** @param length how long it is held, at least */
    public Proof deal(Duration length) throws SQLException, InterruptedException {
        try (var holder = database.connect();
                var watcher = database.connect()) {
            holder.setAutoCommit(false);
            try (var lock = holder.createStatement()) {
                lock.execute("lock table %s in access exclusive mode".formatted(TABLE));
            }
            long begun = System.nanoTime();
            int most = 0;
            while (passed(begun).compareTo(most > 0 ? length : AT_MOST) < 0) {
                most = Math.max(most, waiting(watcher));
                Await.pause(LOOK_EVERY);
            }
            holder.rollback();
            return new Proof(
                    most > 0,
                    "%s locked for %d ms, up to %d waited for it"
                            .formatted(TABLE, passed(begun).toMillis(), most));
        }
    }

    private static int waiting(Connection watcher) throws SQLException {
        try (var asking = watcher.createStatement();
                var answer = asking.executeQuery(WAITING)) {
            return answer.next() ? answer.getInt(1) : 0;
        }
    }

    private static Duration passed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import dev.pulser.chaos.fault.FaultEffect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Exclusive lock on the table of tasks, as a careless migration takes it. Effect: the database reports other sessions that wait
 * for the lock.
 *
 * @param database database with the right to lock the table
 */
public record TableLock(Database database) {

    private static final String TABLE = "pulser.task_queue";
    private static final String WAITING =
            "select count(*) from pg_locks where not granted and relation = '%s'::regclass".formatted(TABLE);
    /** Longest duration while no other session waits. */
    private static final Duration MAX_WITHOUT_WAITERS = Duration.ofSeconds(60);

    private static final Duration INTERVAL = Duration.ofMillis(100);

    /** Source of new connections. */
    @FunctionalInterface
    public interface Database {
        Connection connect() throws SQLException;
    }

    /** @param length shortest duration of the lock */
    public FaultEffect inject(Duration length) throws SQLException, InterruptedException {
        try (var holder = database.connect();
                var watcher = database.connect()) {
            holder.setAutoCommit(false);
            try (var lock = holder.createStatement()) {
                lock.execute("lock table %s in access exclusive mode".formatted(TABLE));
            }
            long begun = System.nanoTime();
            int most = 0;
            while (passed(begun).compareTo(most > 0 ? length : MAX_WITHOUT_WAITERS) < 0) {
                most = Math.max(most, waiting(watcher));
                Polling.pause(INTERVAL);
            }
            holder.rollback();
            return new FaultEffect(
                    most > 0,
                    "%s locked for %d ms, up to %d sessions waited"
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

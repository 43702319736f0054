// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.injection.TableLock;
import dev.pulser.launcher.embedded.EmbeddedFixtures;
import dev.pulser.launcher.embedded.EmbeddedPostgres;
import dev.pulser.launcher.process.ProcessWatchdog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableLockIT {

    private final ProcessWatchdog watchdog = ProcessWatchdog.start();
    private EmbeddedPostgres postgres;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        postgres = EmbeddedFixtures.postgres(folder, watchdog);
        postgres.start();
        run("create schema pulser");
        run("create table pulser.task_queue (task_id text)");
    }

    @AfterAll
    void stop() {
        postgres.stop();
        watchdog.close();
    }

    @Test
    void reportsTheQueriesThatWaitForTheLock() throws Exception {
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = threads.submit(() -> {
                while (!over.get()) {
                    run("select count(*) from pulser.task_queue");
                }
                return null;
            });

            var effect = new TableLock(this::connect).inject(Duration.ofMillis(300));
            over.set(true);

            reading.get(); // completes after the lock is released
            assertThat(effect.observed()).as(effect.description()).isTrue();
            assertThat(effect.description()).contains("up to 1 sessions waited");
        }
    }

    private void run(String statement) throws SQLException {
        try (var connection = connect();
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    private Connection connect() throws SQLException {
        var account = postgres.superuser();
        return DriverManager.getConnection(account.url(), account.user(), account.password());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.task.TaskEvent;
import dev.pulser.telemetry.agent.AgentTables;
import dev.pulser.telemetry.feed.Batch;
import dev.pulser.telemetry.feed.Destination;
import dev.pulser.telemetry.feed.DestinationAway;
import dev.pulser.telemetry.feed.FeedState;
import dev.pulser.telemetry.feed.Offsets;
import dev.pulser.telemetry.migration.Migrations;
import dev.pulser.telemetry.task.TaskUpdates;
import dev.pulser.telemetry.tool.ToolTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Batches as rows of PostgreSQL: the rows and where to go on are one transaction, so whatever the database forgets, it
 * reads again. A record that no row can hold is found by halving its batch, logged, counted and left out.
 */
public final class TaskProjection implements Destination, Offsets {

    private static final Logger LOG = Logger.getLogger(TaskProjection.class);

    private final Migrations migrations;
    private final DataSource projector;
    private final FeedState state;
    private int eventsBeforeStatistics = 300;

    /** @param projector gives connections with the rights of {@code pulser_projector} */
    public TaskProjection(Migrations migrations, DataSource projector, FeedState state) {
        this.migrations = migrations;
        this.projector = projector;
        this.state = state;
    }

    @Override
    public String label() {
        return "postgres";
    }

    @Override
    public void reach() throws DestinationAway {
        try {
            migrations.run();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    @Override
    public Map<TopicPartition, Long> next(Set<TopicPartition> partitions) throws DestinationAway {
        try (var connection = projector.getConnection()) {
            var next = OffsetRows.select(connection);
            next.keySet().retainAll(partitions);
            return next;
        } catch (SQLException e) {
            throw away(e);
        }
    }

    @Override
    public void write(Batch batch) throws DestinationAway {
        try {
            writeAtOnce(batch);
        } catch (SQLException e) {
            if (!isAboutTheRows(e)) {
                throw away(e);
            }
            writeInPieces(batch, e);
        }
    }

    @Override
    public void written(Batch batch) {
        // The transaction has it.
    }

    private void writeInPieces(Batch batch, SQLException reason) throws DestinationAway {
        if (batch.records().size() > 1) {
            write(batch.firstHalf());
            write(batch.secondHalf());
            return;
        }
        for (var record : batch.records()) {
            state.skipped();
            LOG.errorf(
                    "record left out: no row can hold it topic=%s partition=%d offset=%d reason=\"%s\"",
                    record.partition().topic(), record.partition().partition(), record.offset(), oneLine(reason));
        }
        if (batch.records().isEmpty()) {
            throw away(reason);
        }
        write(batch.withoutRecords());
    }

    private void writeAtOnce(Batch batch) throws SQLException {
        try (var connection = projector.getConnection()) {
            connection.setAutoCommit(false);
            try {
                write(connection, batch);
                connection.commit();
                makeStatistics(connection, batch.events().size());
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /** Once, see the procedure. */
    private void makeStatistics(Connection connection, int events) throws SQLException {
        if (eventsBeforeStatistics > 0) {
            eventsBeforeStatistics -= events;
            if (eventsBeforeStatistics <= 0) {
                try (var statement = connection.createStatement()) {
                    statement.execute("call pulser.analyze_new_tables()");
                }
                connection.commit();
            }
        }
    }

    private static void rollBack(Connection connection, SQLException reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private static void write(Connection connection, Batch batch) throws SQLException {
        List<TaskEvent> events = batch.events();
        var updates = List.copyOf(TaskUpdates.fold(events));
        CommandRows.insert(connection, batch.commands()); // before the tasks that they are about
        TaskRows.upsert(connection, updates);
        EventRows.insert(connection, events);
        DeadLetterRows.insert(connection, batch.letters());
        FateRows.settle(connection, Fate.all(updates, batch.commands()), batch.letters());
        AgentTables.write(connection, batch.definitions(), batch.statuses());
        ToolTables.write(connection, batch.offers(), batch.approvals());
        OffsetRows.upsert(connection, batch.next());
    }

    /** Whether other rows would have been taken: data exception, broken constraint, a limit of the program. */
    private static boolean isAboutTheRows(SQLException e) {
        var code = e.getSQLState();
        return code != null && (code.startsWith("22") || code.startsWith("23") || code.startsWith("54"));
    }

    private static DestinationAway away(SQLException e) {
        return new DestinationAway(oneLine(e), e);
    }

    private static String oneLine(SQLException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " · ");
    }
}

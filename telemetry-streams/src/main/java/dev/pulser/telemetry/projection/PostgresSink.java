// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.telemetry.agent.AgentProjection;
import dev.pulser.telemetry.batch.SinkBatch;
import dev.pulser.telemetry.batch.TaskUpdates;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.postgres.Migrations;
import dev.pulser.telemetry.sink.Sink;
import dev.pulser.telemetry.sink.SinkOffsets;
import dev.pulser.telemetry.sink.SinkUnavailableException;
import dev.pulser.telemetry.tool.ToolProjection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Sink that projects batches into tables of PostgreSQL. Rows and offsets are one transaction, so that the projection
 * reads again what the database lost. A record that the database rejects is found by halving its batch, logged, counted
 * and skipped.
 */
public final class PostgresSink implements Sink, SinkOffsets {

    private static final Logger LOG = Logger.getLogger(PostgresSink.class);

    private final Migrations migrations;
    private final DataSource projector;
    private final SinkStatus status;
    private int eventsUntilAnalyze = 300;

    /** @param projector source of connections with the rights of role {@code pulser_projector} */
    public PostgresSink(Migrations migrations, DataSource projector, SinkStatus status) {
        this.migrations = migrations;
        this.projector = projector;
        this.status = status;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void open() throws SinkUnavailableException {
        try {
            migrations.run();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) throws SinkUnavailableException {
        try (var connection = projector.getConnection()) {
            var offsets = OffsetRows.select(connection);
            offsets.keySet().retainAll(partitions);
            return offsets;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void write(SinkBatch batch) throws SinkUnavailableException {
        try {
            writeInOneTransaction(batch);
        } catch (SQLException e) {
            if (!isCausedByRows(e)) {
                throw unavailable(e);
            }
            writeInHalves(batch, e);
        }
    }

    /** Does nothing: the offsets are in the transaction of the rows. */
    @Override
    public void commit(SinkBatch batch) {}

    private void writeInHalves(SinkBatch batch, SQLException reason) throws SinkUnavailableException {
        if (batch.records().isEmpty()) {
            throw unavailable(reason);
        }
        if (batch.records().size() > 1) {
            write(batch.firstHalf());
            write(batch.secondHalf());
            return;
        }
        var record = batch.records().getFirst();
        status.addSkipped();
        LOG.errorf(
                "Record skipped, the database rejected it topic=%s partition=%d offset=%d reason=\"%s\"",
                record.partition().topic(), record.partition().partition(), record.offset(), oneLine(reason));
        write(batch.withoutRecords());
    }

    private void writeInOneTransaction(SinkBatch batch) throws SQLException {
        try (var connection = projector.getConnection()) {
            connection.setAutoCommit(false);
            try {
                write(connection, batch);
                connection.commit();
                analyzeOnce(connection, batch.taskEvents().size());
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /** Collects statistics after the first events; see procedure {@code analyze_new_tables}. */
    private void analyzeOnce(Connection connection, int events) throws SQLException {
        if (eventsUntilAnalyze > 0) {
            eventsUntilAnalyze -= events;
            if (eventsUntilAnalyze <= 0) {
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

    private static void write(Connection connection, SinkBatch batch) throws SQLException {
        var events = batch.taskEvents();
        var updates = List.copyOf(TaskUpdates.fold(events));
        CommandRows.insert(connection, batch.commands()); // before the tasks, which copy the time of a cancel command
        TaskRows.upsert(connection, updates);
        TaskEventRows.insert(connection, events);
        DeadLetterRows.insert(connection, batch.deadLetters());
        DeadLetterResolutionRows.upsert(
                connection, DeadLetterResolution.of(updates, batch.commands()), batch.deadLetters());
        AgentProjection.write(connection, batch.agentDefinitions(), batch.agentStatuses());
        ToolProjection.write(connection, batch.toolDefinitions(), batch.toolApprovals());
        OffsetRows.upsert(connection, batch.nextOffsets());
    }

    /** Returns true for a data exception (22), a constraint violation (23) and an exceeded program limit (54). */
    private static boolean isCausedByRows(SQLException e) {
        var code = e.getSQLState();
        return code != null && (code.startsWith("22") || code.startsWith("23") || code.startsWith("54"));
    }

    private static SinkUnavailableException unavailable(SQLException e) {
        return new SinkUnavailableException(oneLine(e), e);
    }

    private static String oneLine(SQLException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " · ");
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.command.Command;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code command}, a line in {@code audit_log} for each that is new there, and the mark on tasks that are to be
 * cancelled.
 */
final class CommandRows {

    private static final String INSERT = """
            with added as (
                insert into pulser.command (company, command_id, at, asked_by, why, action, subject)
                select company, command_id, at, asked_by, why, action, subject
                from unnest(
                    ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as asked (company, command_id, at, asked_by, why, action, subject)
                on conflict do nothing
                returning *)
            insert into pulser.audit_log (company, at, actor, action, subject, details)
            select company, at, coalesce(asked_by, 'unknown'), action, subject, concat_ws(': ', command_id, why)
            from added
            order by company, command_id""";

    private static final String MARK_TASKS = """
            update pulser.task_queue as task set cancel_requested_at = asked.at
            from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (company, task_id, at)
            where task.company = asked.company and task.task_id = asked.task_id and task.cancel_requested_at is null""";

    private CommandRows() {}

    static void insert(Connection connection, List<Command> commands) throws SQLException {
        if (commands.isEmpty()) {
            return;
        }
        // In one order everywhere, so that instances which read copies of the same commands do not block each other.
        var sorted = commands.stream()
                .sorted(Comparator.comparing(command -> command.id().value()))
                .toList();
        try (var statement = connection.prepareStatement(INSERT)) {
            new Columns<>(statement, sorted)
                    .texts(command -> command.company().name())
                    .texts(command -> command.id().value())
                    .times(Command::at)
                    .texts(Command::by)
                    .texts(CommandRows::why)
                    .texts(command -> action(command.body()))
                    .texts(command -> subject(command.body()));
            statement.executeUpdate();
        }
        markTasks(connection, sorted);
    }

    private static void markTasks(Connection connection, List<Command> commands) throws SQLException {
        var cancels = commands.stream()
                .filter(command -> command.body() instanceof Command.Cancel)
                .toList();
        if (cancels.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(MARK_TASKS)) {
            new Columns<>(statement, cancels)
                    .texts(command -> command.company().name())
                    .texts(command -> subject(command.body()))
                    .times(Command::at);
            statement.executeUpdate();
        }
    }

    /** Of a change of an agent also what was changed. */
    private static @Nullable String why(Command command) {
        if (!(command.body() instanceof Command.ChangeAgent(var _, var _, var fields)) || fields.isEmpty()) {
            return command.reason();
        }
        var changed = "changes " + String.join(", ", fields);
        return command.reason() == null ? changed : command.reason() + "; " + changed;
    }

    private static String action(Command.Body body) {
        return switch (body) {
            case Command.Cancel _ -> "cancel";
            case Command.Pause _ -> "pause";
            case Command.Resume _ -> "resume";
            case Command.Replay _ -> "replay";
            case Command.Drop _ -> "drop";
            case Command.ChangeAgent(var _, var change, var _) -> change;
            case Command.Unknown(var what) -> what;
        };
    }

    private static String subject(Command.Body body) {
        return switch (body) {
            case Command.Cancel(var task) -> task.value();
            case Command.Pause(var agent) -> agentOrCompany(agent);
            case Command.Resume(var agent) -> agentOrCompany(agent);
            case Command.Replay(var task, var _) -> task.value();
            case Command.Drop(var task) -> task.value();
            case Command.ChangeAgent(var agent, var _, var _) -> agentOrCompany(agent);
            case Command.Unknown _ -> "unknown";
        };
    }

    private static String agentOrCompany(@Nullable Object agent) {
        return agent == null ? "company" : "agent " + Objects.toString(agent);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of table {@code command}, each with an entry in {@code audit_log}, and the time of the request on canceled tasks. */
final class CommandRows {

    private static final String INSERT = """
            with added as (
                insert into pulser.command (company, command_id, at, requested_by, reason, action, subject)
                select company, command_id, at, requested_by, reason, action, subject
                from unnest(
                    ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as new_command (company, command_id, at, requested_by, reason, action, subject)
                on conflict do nothing
                returning *)
            insert into pulser.audit_log (company, at, actor, action, subject, details)
            select company, at, coalesce(requested_by, 'unknown'), action, subject, concat_ws(': ', command_id, reason)
            from added
            order by company, command_id""";

    private static final String MARK_TASKS = """
            update pulser.task_queue as task set cancel_requested_at = cancel.at
            from unnest(?::text[], ?::text[], ?::timestamptz[]) as cancel (company, task_id, at)
            where task.company = cancel.company and task.task_id = cancel.task_id and task.cancel_requested_at is null""";

    private CommandRows() {}

    static void insert(Connection connection, List<Command> commands) throws SQLException {
        if (commands.isEmpty()) {
            return;
        }
        // The same order in every instance: copies of one command are in several partitions, and locks must not cross.
        var sorted = commands.stream()
                .sorted(Comparator.comparing(command -> command.id().value()))
                .toList();
        try (var statement = connection.prepareStatement(INSERT)) {
            new ColumnArrays<>(statement, sorted)
                    .text(command -> command.company().name())
                    .text(command -> command.id().value())
                    .timestamp(Command::at)
                    .text(Command::by)
                    .text(CommandRows::reason)
                    .text(command -> action(command.body()))
                    .text(command -> subject(command.body()));
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
            new ColumnArrays<>(statement, cancels)
                    .text(command -> command.company().name())
                    .text(command -> subject(command.body()))
                    .timestamp(Command::at);
            statement.executeUpdate();
        }
    }

    /** Returns the operator's reason; for a change of an agent, followed by the names of the changed fields. */
    private static @Nullable String reason(Command command) {
        if (!(command.body() instanceof Command.AgentChange(var _, var _, var fields)) || fields.isEmpty()) {
            return command.reason();
        }
        var changed = "changed fields: " + String.join(", ", fields);
        return command.reason() == null ? changed : command.reason() + "; " + changed;
    }

    private static String action(Command.Body body) {
        return switch (body) {
            case Command.Cancel _ -> "cancel";
            case Command.Pause _ -> "pause";
            case Command.Resume _ -> "resume";
            case Command.Replay _ -> "replay";
            case Command.Drop _ -> "drop";
            case Command.AgentChange(var _, var change, var _) -> change;
            case Command.UnknownCommand(var text) -> text;
        };
    }

    private static String subject(Command.Body body) {
        return switch (body) {
            case Command.Cancel(var task) -> task.value();
            case Command.Pause(var agent) -> agentOrCompany(agent);
            case Command.Resume(var agent) -> agentOrCompany(agent);
            case Command.Replay(var task, var _) -> task.value();
            case Command.Drop(var task) -> task.value();
            case Command.AgentChange(var agent, var _, var _) -> agentOrCompany(agent);
            case Command.UnknownCommand _ -> "unknown";
        };
    }

    private static String agentOrCompany(@Nullable AgentName agent) {
        return agent == null ? "company" : "agent " + agent.value();
    }
}

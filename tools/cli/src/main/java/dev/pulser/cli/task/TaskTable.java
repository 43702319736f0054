// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import static dev.pulser.cli.api.JsonFields.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pulser.cli.console.Table;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Tables of tasks and of their events. */
public final class TaskTable {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final List<String> PLAIN = List.of(
            "task_id",
            "status",
            "task_type",
            "priority",
            "assigned_agent",
            "requester",
            "attempts",
            "created_at",
            "started_at",
            "completed_at",
            "estimated_completion",
            "deadline",
            "command_id",
            "cancel_requested",
            "topic",
            "partition",
            "offset");
    private static final List<String> STRUCTURED =
            List.of("labels", "waiting", "progress", "error", "usage", "payload", "result");

    private TaskTable() {}

    /** Returns a table with a row for each task. */
    public static Table of(Iterable<JsonNode> tasks) {
        var table = Table.of("TASK", "STATUS", "PRIORITY", "TYPE", "AGENT", "CREATED", "DURATION")
                .coloring("STATUS");
        for (var task : tasks) {
            table.row(
                    text(task, "task_id"),
                    text(task, "status"),
                    text(task, "priority"),
                    text(task, "task_type"),
                    text(task, "assigned_agent"),
                    text(task, "created_at"),
                    duration(task));
        }
        return table;
    }

    /** Returns a table with a row for each field of a task. */
    static Table ofFields(JsonNode task) {
        var table = Table.of("FIELD", "VALUE");
        for (var field : PLAIN) {
            if (task.hasNonNull(field)) {
                table.row(field, task.get(field).asText());
            }
        }
        for (var field : STRUCTURED) {
            if (task.hasNonNull(field)) {
                pretty(task.get(field)).lines().forEach(new FieldRows(table, field)::add);
            }
        }
        return table;
    }

    /** Returns a table with a row for each event of a task. */
    static Table ofEvents(Iterable<JsonNode> events) {
        var table =
                Table.of("SEQ", "AT", "STATUS", "AGENT", "ATTEMPT", "REASON").coloring("STATUS");
        for (var event : events) {
            table.row(
                    text(event, "seq"),
                    text(event, "at"),
                    text(event, "status"),
                    text(event, "agent"),
                    text(event, "attempt"),
                    (text(event, "code") + " " + text(event, "reason")).strip());
        }
        return table;
    }

    private static String duration(JsonNode task) {
        try {
            var from = Instant.parse(text(task, "created_at"));
            var to = Instant.parse(text(task, "completed_at"));
            return String.format(
                    Locale.ROOT, "%.3f s", Duration.between(from, to).toMillis() / 1000.0);
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static String pretty(JsonNode node) {
        try {
            return node.isValueNode() ? node.asText() : JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The value cannot be written as JSON", e);
        }
    }

    /** Rows of one field; only the first row has its name. */
    private static final class FieldRows {

        private final Table table;
        private String name;

        FieldRows(Table table, String name) {
            this.table = table;
            this.name = name;
        }

        void add(String line) {
            table.row(name, line);
            name = "";
        }
    }
}

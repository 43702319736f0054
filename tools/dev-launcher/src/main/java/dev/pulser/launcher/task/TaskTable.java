// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pulser.launcher.cli.Table;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Tasks of the REST API as tables. */
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
    private static final List<String> STRUCTURED = List.of("waiting", "error", "payload", "result");

    private TaskTable() {}

    /** One line for each task. */
    public static Table of(Iterable<JsonNode> tasks) {
        var table = Table.of("TASK", "STATUS", "PRIORITY", "TYPE", "AGENT", "CREATED", "TOOK")
                .colouring("STATUS");
        for (var task : tasks) {
            table.row(
                    text(task, "task_id"),
                    text(task, "status"),
                    text(task, "priority"),
                    text(task, "task_type"),
                    text(task, "assigned_agent"),
                    text(task, "created_at"),
                    took(task));
        }
        return table;
    }

    /** One task, a line for each field that it has. */
    static Table ofFields(JsonNode task) {
        var table = Table.of("FIELD", "VALUE");
        for (var field : PLAIN) {
            if (task.hasNonNull(field)) {
                table.row(field, task.get(field).asText());
            }
        }
        for (var field : STRUCTURED) {
            if (task.hasNonNull(field)) {
                pretty(task.get(field)).lines().forEach(new FirstNamed(table, field)::add);
            }
        }
        return table;
    }

    /** The steps of a task. */
    static Table ofEvents(Iterable<JsonNode> events) {
        var table =
                Table.of("SEQ", "AT", "STATUS", "AGENT", "ATTEMPT", "REASON").colouring("STATUS");
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

    /** The list within an answer, whatever it is called there. */
    public static List<JsonNode> itemsOf(JsonNode answer, String name) {
        var list = answer.isArray() ? answer : answer.path(name);
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static String took(JsonNode task) {
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
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }

    /** Names the field on its first line only. */
    private static final class FirstNamed {

        private final Table table;
        private String name;

        FirstNamed(Table table, String name) {
            this.table = table;
            this.name = name;
        }

        void add(String line) {
            table.row(name, line);
            name = "";
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.console.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Printed description of a tool: its fields, schemas, and differences from the approved definition. */
final class ToolDescription {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Names of hints in the REST API and in the table. */
    private static final List<Map.Entry<String, String>> HINTS = List.of(
            Map.entry("read_only", "read-only"),
            Map.entry("destructive", "destructive"),
            Map.entry("idempotent", "idempotent"),
            Map.entry("open_world", "open-world"));

    private final Console console;

    ToolDescription(Console console) {
        this.console = console;
    }

    /** Returns the hints that are true, separated by commas. */
    static String hints(JsonNode hints) {
        var names = new ArrayList<String>();
        HINTS.forEach(hint -> {
            if (hints.path(hint.getKey()).asBoolean()) {
                names.add(hint.getValue());
            }
        });
        return String.join(", ", names);
    }

    /** Prints all fields of the tool. */
    void print(JsonNode tool) {
        fields(tool).lines(console).forEach(console::print);
        section("description, from the server", tool.path("description"));
        section("input schema", tool.path("input_schema"));
        section("output schema", tool.path("output_schema"));
        printDifferences(tool);
    }

    /** Prints the differences from the approved definition; the whole definition without an approved one. */
    void printPending(JsonNode tool) {
        if (tool.path("differences").isEmpty()) {
            print(tool);
        } else {
            fields(tool).lines(console).forEach(console::print);
            printDifferences(tool);
        }
    }

    private static Table fields(JsonNode tool) {
        var table = Table.of("FIELD", "VALUE");
        for (var field : List.of("server", "tool", "title", "state", "hash", "listed_at", "pending_hash")) {
            if (tool.hasNonNull(field)) {
                table.row(field, tool.path(field).asText());
            }
        }
        var hints = hints(tool.path("server_hints"));
        if (!hints.isEmpty()) {
            table.row("server hints", hints);
        }
        var approval = tool.path("approval");
        for (var field : List.of("hash", "by", "reason", "at")) {
            if (approval.hasNonNull(field)) {
                table.row("approved " + field, approval.path(field).asText());
            }
        }
        tool.path("statistics")
                .properties()
                .forEach(figure -> table.row(figure.getKey(), figure.getValue().asText()));
        return table;
    }

    private void printDifferences(JsonNode tool) {
        for (var difference : tool.path("differences")) {
            var field = difference.path("field").asText();
            difference(field + ", approved", difference.path("approved"));
            difference(field + ", now", difference.path("current"));
        }
    }

    private void section(String heading, JsonNode content) {
        if (!content.isMissingNode()) {
            difference(heading, content);
        }
    }

    private void difference(String heading, JsonNode content) {
        console.print("");
        console.print(console.styled(TextStyle.STRONG, Table.sanitized(heading) + ":"));
        text(content).lines().forEach(line -> console.print("  " + Table.sanitized(line)));
    }

    private static String text(JsonNode content) {
        if (content.isMissingNode() || content.isNull()) {
            return "(none)";
        }
        try {
            return content.isTextual() ? content.asText() : JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The value cannot be written as JSON", e);
        }
    }
}

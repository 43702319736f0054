// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.Style;
import dev.pulser.launcher.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tool as a page of text: what its server says of it, and what a person has to decide. */
final class ToolPage {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** By the names of the REST API; what is said where it is true. */
    private static final List<Map.Entry<String, String>> HINTS = List.of(
            Map.entry("read_only", "reads"),
            Map.entry("destructive", "destroys"),
            Map.entry("idempotent", "repeatable"),
            Map.entry("open_world", "open"));

    private final Console console;

    ToolPage(Console console) {
        this.console = console;
    }

    /** In one line: what the server says that is true of the tool. */
    static String hints(JsonNode hints) {
        var said = new ArrayList<String>();
        HINTS.forEach(hint -> {
            if (hints.path(hint.getKey()).asBoolean()) {
                said.add(hint.getValue());
            }
        });
        return String.join(", ", said);
    }

    /** All that is known of it. */
    void print(JsonNode tool) {
        facts(tool).lines(console).forEach(console::print);
        section("description, in the server's words", tool.path("description"));
        section("input schema", tool.path("input_schema"));
        section("output schema", tool.path("output_schema"));
        printDifferences(tool);
    }

    /** What is offered, beside what was approved; the whole definition where that is not known. */
    void printPending(JsonNode tool) {
        if (tool.path("differences").isEmpty()) {
            print(tool);
        } else {
            facts(tool).lines(console).forEach(console::print);
            printDifferences(tool);
        }
    }

    private static Table facts(JsonNode tool) {
        var table = Table.of("FIELD", "VALUE");
        for (var field : List.of("server", "tool", "title", "state", "hash", "offered_at", "pending_hash")) {
            if (tool.hasNonNull(field)) {
                table.row(field, tool.path(field).asText());
            }
        }
        var hints = hints(tool.path("server_hints"));
        if (!hints.isEmpty()) {
            table.row("hints of the server", hints);
        }
        var approval = tool.path("approval");
        for (var field : List.of("hash", "by", "reason", "at")) {
            if (approval.hasNonNull(field)) {
                table.row("approved " + field, approval.path(field).asText());
            }
        }
        tool.path("figures")
                .properties()
                .forEach(figure -> table.row(figure.getKey(), figure.getValue().asText()));
        return table;
    }

    private void printDifferences(JsonNode tool) {
        for (var difference : tool.path("differences")) {
            var field = difference.path("field").asText();
            section(field + ", as it was approved", difference.path("approved"));
            section(field + ", as it is offered now", difference.path("offered"));
        }
    }

    private void section(String heading, JsonNode content) {
        if (content.isMissingNode() && !heading.contains(", as it ")) {
            return;
        }
        console.print("");
        console.print(console.styled(Style.STRONG, Table.harmless(heading) + ":"));
        text(content).lines().forEach(line -> console.print("  " + Table.harmless(line)));
    }

    private static String text(JsonNode content) {
        if (content.isMissingNode() || content.isNull()) {
            return "(nothing)";
        }
        try {
            return content.isTextual() ? content.asText() : JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }
}

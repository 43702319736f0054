// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.util.List;
import java.util.Random;

/** Generator of tool calls whose arguments fit the sample workspace and a running Pulser. */
final class ExampleCalls {

    private static final List<String> MARKDOWN =
            List.of("GUIDE.md", "README.md", "skills.md", "docs/runbook.md", "docs/release-notes.md");
    private static final List<String> CSV = List.of("sales.csv", "data/incidents.csv", "data/tool-calls.csv");
    private static final List<String> JSON = List.of("config.json", "config/pipeline.json");
    private static final List<String> FOLDERS = List.of(".", "data", "docs", "config");
    private static final List<String> NOTES = List.of(
            "Lag in one partition is a hot key; lag in every partition is a slow consumer.",
            "A retry helps when the failure was transient and harms when it was permanent.",
            "The outline shows where the new section belongs, and the count shows how long it may be.",
            "A capacity that is too high moves the queue from the orchestrator into the agent.");

    private final Random random;

    ExampleCalls(Random random) {
        this.random = random;
    }

    ObjectNode of(String tool) {
        var call = ToolboxJson.object().put("tool", tool);
        call.set("arguments", arguments(tool));
        return call;
    }

    private ObjectNode arguments(String tool) {
        var arguments = ToolboxJson.object();
        return switch (tool) {
            case "sql_query" -> arguments.put("sql", sql()).put("limit", 5 * between(1, 20));
            case "csv_profile" -> arguments.put("path", oneOf(CSV));
            case "markdown_outline", "markdown_count" -> arguments.put("path", oneOf(MARKDOWN));
            case "files_read" -> arguments.put("path", oneOf(MARKDOWN)).put("max_bytes", 512 * between(1, 16));
            case "files_list" -> arguments.put("path", oneOf(FOLDERS));
            case "json_check" ->
                random.nextBoolean()
                        ? arguments.put("path", oneOf(JSON))
                        : arguments.put("text", "{\"run\": %d, \"ok\": true}".formatted(between(1, 999)));
            case "text_keywords" -> textOrFile(arguments).put("top", between(3, 20));
            case "text_stats" -> textOrFile(arguments);
            case "http_get" -> arguments.put("url", "http://127.0.0.1:8000/health");
            case "kafka_lag" -> arguments.put("group", "pulser-adapters");
            case "host_facts" -> arguments;
            case "echo" -> arguments.put("message", "check %d of the nightly run".formatted(between(1, 999)));
            default -> throw new IllegalArgumentException(tool);
        };
    }

    private ObjectNode textOrFile(ObjectNode arguments) {
        return random.nextInt(3) == 0 ? arguments.put("text", oneOf(NOTES)) : arguments.put("path", oneOf(MARKDOWN));
    }

    /** Returns a statement that works on any PostgreSQL, for any role. */
    private String sql() {
        return switch (random.nextInt(5)) {
            case 0 ->
                "select n, n * n as square from generate_series(1, %d) as n order by n".formatted(between(5, 200));
            case 1 ->
                "select n %% %d as bucket, count(*) as entries, avg(n)::numeric(10, 2) as mean from generate_series(1, %d) as n group by 1 order by 1"
                        .formatted(between(2, 12), between(100, 5_000));
            case 2 ->
                "select relkind, count(*) as relations from pg_catalog.pg_class group by relkind order by 2 desc, 1";
            case 3 ->
                "select day::date, extract(isodow from day)::int as weekday from generate_series(date '2025-01-01', date '2025-12-31', interval '%d days') as day order by 1"
                        .formatted(between(1, 30));
            default ->
                "select name, setting from pg_catalog.pg_settings where name like '%s%%' order by name"
                        .formatted(oneOf(List.of("max_", "log_", "work_", "enable_", "wal_")));
        };
    }

    private int between(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}

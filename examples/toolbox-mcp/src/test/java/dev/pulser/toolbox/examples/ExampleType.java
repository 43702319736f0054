// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.examples;

import java.util.List;
import java.util.Locale;

/** Task types and their tools. */
enum ExampleType {
    ANALYTICS,
    DOCUMENTATION,
    TESTING,
    DATA_PIPELINE,
    INFRASTRUCTURE,
    SKILLS_MINING,
    ORCHESTRATION;

    List<String> tools() {
        return switch (this) {
            case ANALYTICS -> List.of("sql_query", "sql_query", "csv_profile");
            case DOCUMENTATION -> List.of("markdown_outline", "markdown_count", "files_read");
            case TESTING -> List.of("http_get", "json_check", "echo");
            case DATA_PIPELINE -> List.of("csv_profile", "json_check", "sql_query", "files_list");
            case INFRASTRUCTURE -> List.of("kafka_lag", "host_facts", "http_get");
            case SKILLS_MINING -> List.of("text_keywords", "text_stats");
            case ORCHESTRATION ->
                List.of(
                        "files_list",
                        "markdown_count",
                        "text_keywords",
                        "csv_profile",
                        "kafka_lag",
                        "host_facts",
                        "echo");
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

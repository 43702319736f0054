// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Table;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The health of agents, as tables. */
final class HealthTable {

    private HealthTable() {}

    /** One line for each agent. */
    static Table of(Iterable<JsonNode> agents) {
        var table = Table.of(
                        "", "AGENT", "HEALTH", "SINCE", "REASON", "RUNNING", "WAITING", "HOLD", "DONE", "FAILED", "P95",
                        "BACKUP")
                .colouring("HEALTH")
                .cutting("REASON");
        for (var agent : agents) {
            table.row(
                    text(agent, "avatar"),
                    text(agent, "name"),
                    text(agent, "status"),
                    moment(text(agent, "since")),
                    reason(agent),
                    text(agent, "running"),
                    text(agent, "waiting"),
                    hold(agent),
                    text(agent, "tasks_completed"),
                    text(agent, "tasks_failed"),
                    seconds(agent.path("response").path("p95_milliseconds")),
                    text(agent, "backup"));
        }
        return table;
    }

    /** The changes of one agent's health, the latest first. */
    static Table ofChanges(Iterable<JsonNode> changes) {
        var table = Table.of("AT", "HEALTH", "CHECK", "REASON").colouring("HEALTH");
        for (var change : changes) {
            table.row(
                    moment(text(change, "at")),
                    text(change, "status"),
                    seconds(change.path("check_milliseconds")),
                    reason(change));
        }
        return table;
    }

    /** One line about an agent whose health is another now. */
    static String line(JsonNode agent) {
        return Table.harmless("%s %s %s %s"
                        .formatted(
                                moment(text(agent, "since")),
                                text(agent, "name"),
                                text(agent, "status"),
                                reason(agent)))
                .strip();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static String reason(JsonNode node) {
        return text(node, "reason").replaceAll("\\s+", " ");
    }

    /** Why it starts nothing, whoever decided that. */
    private static String hold(JsonNode agent) {
        if (agent.hasNonNull("hold")) {
            return text(agent, "hold");
        }
        if (agent.path("paused").asBoolean()) {
            return "paused";
        }
        return agent.path("enabled").asBoolean(true) ? "" : "disabled";
    }

    private static String moment(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static String seconds(JsonNode milliseconds) {
        return milliseconds.isNumber() ? String.format(Locale.ROOT, "%.3f s", milliseconds.asLong() / 1_000.0) : "";
    }
}

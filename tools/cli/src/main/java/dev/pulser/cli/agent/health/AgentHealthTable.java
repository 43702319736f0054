// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.health;

import static dev.pulser.cli.api.JsonFields.line;
import static dev.pulser.cli.api.JsonFields.seconds;
import static dev.pulser.cli.api.JsonFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.console.Table;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tables of the health of agents and of its changes. */
final class AgentHealthTable {

    private AgentHealthTable() {}

    /** Returns a table with a row for each agent. */
    static Table of(Iterable<JsonNode> agents) {
        var table = Table.of(
                        "", "AGENT", "HEALTH", "SINCE", "REASON", "RUNNING", "WAITING", "BLOCKED", "DONE", "FAILED",
                        "P95", "BACKUP")
                .coloring("HEALTH")
                .truncating("REASON");
        for (var agent : agents) {
            table.row(
                    text(agent, "avatar"),
                    text(agent, "name"),
                    text(agent, "status"),
                    timestamp(text(agent, "since")),
                    line(agent, "reason"),
                    text(agent, "running"),
                    text(agent, "waiting"),
                    blockReason(agent),
                    text(agent, "tasks_completed"),
                    text(agent, "tasks_failed"),
                    seconds(agent.path("response").path("p95_milliseconds")),
                    text(agent, "backup"));
        }
        return table;
    }

    /** Returns a table of the changes of an agent's health. */
    static Table ofChanges(Iterable<JsonNode> changes) {
        var table = Table.of("AT", "HEALTH", "CHECK", "REASON").coloring("HEALTH");
        for (var change : changes) {
            table.row(
                    timestamp(text(change, "at")),
                    text(change, "status"),
                    seconds(change.path("check_milliseconds")),
                    line(change, "reason"));
        }
        return table;
    }

    /** Returns one line about an agent whose health has changed. */
    static String changeOf(JsonNode agent) {
        return Table.sanitized("%s %s %s %s"
                        .formatted(
                                timestamp(text(agent, "since")),
                                text(agent, "name"),
                                text(agent, "status"),
                                line(agent, "reason")))
                .strip();
    }

    /** Returns the reason why the agent starts no task; empty when it does. */
    private static String blockReason(JsonNode agent) {
        if (agent.hasNonNull("block_reason")) {
            return text(agent, "block_reason");
        }
        if (agent.path("paused").asBoolean()) {
            return "paused";
        }
        return agent.path("enabled").asBoolean(true) ? "" : "disabled";
    }

    private static String timestamp(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }
}

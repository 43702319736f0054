// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.console.TextStyle;
import dev.pulser.cli.task.TaskTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** View for a terminal: a screen that is refreshed. */
final class TerminalView implements WatchView {

    private static final int SHOWN = 20;

    private final Console console;

    TerminalView(Console console) {
        this.console = console;
    }

    @Override
    public void show(List<JsonNode> tasks, List<JsonNode> agents) {
        var lines = new ArrayList<String>();
        lines.add(console.styled(TextStyle.STRONG, "Pulser")
                + "  newest %d tasks: %s".formatted(tasks.size(), counts(tasks)));
        if (!agents.isEmpty()) {
            lines.add("");
            lines.addAll(agentTable(tasks, agents).lines(console));
        }
        lines.add("");
        lines.addAll(TaskTable.of(tasks.stream().limit(SHOWN).toList()).lines(console));
        console.repaint(lines);
    }

    private static String counts(List<JsonNode> tasks) {
        return tasks.stream()
                .collect(Collectors.groupingBy(task -> task.path("status").asText(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Table agentTable(List<JsonNode> tasks, List<JsonNode> agents) {
        var table = Table.of("AGENT", "HEALTH", "KIND", "CAPACITY", "RUNNING", "WAITING", "COMPLETED", "FAILED")
                .coloring("HEALTH");
        for (var agent : agents) {
            var name = agent.path("name").asText();
            table.row(
                    name,
                    agent.path("health").asText(""),
                    agent.path("kind").asText(),
                    agent.path("capacity").asText(),
                    agent.path("running").asText(count(tasks, name, "running")),
                    agent.path("waiting").asText(count(tasks, name, "queued")),
                    count(tasks, name, "completed"),
                    count(tasks, name, "failed"));
        }
        return table;
    }

    private static String count(List<JsonNode> tasks, String agent, String status) {
        return Long.toString(tasks.stream()
                .filter(task -> task.path("assigned_agent").asText().equals(agent))
                .filter(task -> task.path("status").asText().equals(status))
                .count());
    }

    @Override
    public void showError(String error) {
        console.repaint(List.of(console.styled(TextStyle.BAD, error)));
    }
}

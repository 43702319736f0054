// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.Style;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.task.TaskTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** For people: a screen that is painted over. */
final class Screen implements View {

    private static final int SHOWN = 20;

    private final Console console;

    Screen(Console console) {
        this.console = console;
    }

    @Override
    public void show(List<JsonNode> tasks, List<JsonNode> agents) {
        var lines = new ArrayList<String>();
        lines.add(console.styled(Style.STRONG, "Pulser")
                + "  the newest %d tasks: %s".formatted(tasks.size(), counts(tasks)));
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
                .colouring("HEALTH");
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
    public void lost(String why) {
        console.repaint(List.of(console.styled(Style.BAD, why)));
    }
}

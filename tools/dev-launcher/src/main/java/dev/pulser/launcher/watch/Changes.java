// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For pipes and logs: a line for every task whose state is another than at the last look, the oldest first. */
final class Changes implements View {

    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled", "expired");

    private final Console console;
    private final boolean json;
    private Map<String, String> known = Map.of();
    private boolean lost;

    Changes(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    @Override
    public void show(List<JsonNode> tasks, List<JsonNode> agents) {
        lost = false;
        var now = new HashMap<String, String>();
        for (var task : tasks.reversed()) {
            var id = task.path("task_id").asText();
            var status = task.path("status").asText();
            now.put(id, status);
            if (!status.equals(known.get(id))) {
                print(task);
            }
        }
        known = now;
    }

    private void print(JsonNode task) {
        console.print(
                json
                        ? task.toString()
                        : "%s %s %s %s %s"
                                .formatted(
                                        task.path("task_id").asText(),
                                        task.path("status").asText(),
                                        task.path("priority").asText(),
                                        task.path("task_type").asText(),
                                        task.path("assigned_agent").asText()));
    }

    @Override
    public void lost(String why) {
        if (!lost) {
            console.say(why);
        }
        lost = true;
    }

    static boolean haveEnded(List<JsonNode> tasks) {
        return tasks.stream()
                .allMatch(task -> ENDED.contains(task.path("status").asText()));
    }
}

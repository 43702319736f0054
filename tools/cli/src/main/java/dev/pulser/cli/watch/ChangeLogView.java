// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.console.Console;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** View for pipes and logs: a line for every task whose status has changed since the last poll, the oldest first. */
final class ChangeLogView implements WatchView {

    private final Console console;
    private final boolean json;
    private Map<String, String> known = Map.of();
    private boolean failed;

    ChangeLogView(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    @Override
    public void show(List<JsonNode> tasks, List<JsonNode> agents) {
        failed = false;
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
    public void showError(String error) {
        if (!failed) {
            console.info(error);
        }
        failed = true;
    }
}

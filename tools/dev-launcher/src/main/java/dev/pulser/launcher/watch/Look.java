// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.rest.PulserClient;
import dev.pulser.launcher.task.TaskTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One look after the other at the newest tasks: the first sees {@value #NEWEST}, every later one also all that were created
 * since, and all that had not ended, up to {@value #PAGES} pages.
 */
final class Look {

    private static final int NEWEST = 100;
    private static final int PAGE = 500;
    private static final int PAGES = 10;
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled", "expired");

    private final PulserClient client;
    private String since = "";

    Look(PulserClient client) {
        this.client = client;
    }

    /** Newest first. */
    List<JsonNode> tasks() {
        var tasks = new ArrayList<JsonNode>();
        var query = new LinkedHashMap<String, String>();
        query.put("limit", Integer.toString(since.isEmpty() ? NEWEST : PAGE));
        if (!since.isEmpty()) {
            query.put("from", since);
        }
        for (int page = 1; page <= PAGES; page++) {
            var answer = client.tasks(query);
            tasks.addAll(TaskTable.itemsOf(answer, "tasks"));
            if (since.isEmpty() || !answer.hasNonNull("next_cursor")) {
                break;
            }
            query.put("cursor", answer.path("next_cursor").asText());
        }
        if (tasks.size() < NEWEST && !since.isEmpty()) {
            fillUp(tasks);
        }
        since = oldestThatMatters(tasks);
        return tasks;
    }

    /** Where little is new, the screen still shows what was before. */
    private void fillUp(List<JsonNode> tasks) {
        var known = new HashMap<String, JsonNode>();
        tasks.forEach(task -> known.put(task.path("task_id").asText(), task));
        for (var task : TaskTable.itemsOf(client.tasks(Map.of("limit", Integer.toString(NEWEST))), "tasks")) {
            if (!known.containsKey(task.path("task_id").asText())) {
                tasks.add(task);
            }
        }
        tasks.sort(Comparator.comparing(Look::createdAt).reversed());
    }

    /** When the oldest was created that has not ended; the newest of all where every one has. */
    private static String oldestThatMatters(List<JsonNode> tasks) {
        if (tasks.isEmpty()) {
            return "";
        }
        return tasks.stream()
                .filter(task -> !ENDED.contains(task.path("status").asText()))
                .map(Look::createdAt)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> createdAt(tasks.getFirst()))
                .toString();
    }

    private static Instant createdAt(JsonNode task) {
        return Instant.parse(task.path("created_at").asText());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.api.QueryParameters;
import dev.pulser.cli.task.TerminalStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Poller of the newest tasks. The first poll returns {@value #NEWEST} tasks; later ones also return all tasks created
 * since, and all that had not ended, up to {@value #MAX_PAGES} pages.
 */
final class TaskPoller {

    private static final int NEWEST = 100;
    private static final int PAGE_SIZE = 500;
    private static final int MAX_PAGES = 10;

    private final PulserClient client;
    private String since = "";

    TaskPoller(PulserClient client) {
        this.client = client;
    }

    /** Polls, and returns the tasks, the newest first. */
    List<JsonNode> tasks() {
        var tasks = new ArrayList<JsonNode>();
        String cursor = null;
        for (int page = 1; page <= MAX_PAGES; page++) {
            var response = client.tasks(query(cursor));
            tasks.addAll(JsonFields.items(response, "tasks"));
            if (since.isEmpty() || !response.hasNonNull("next_cursor")) {
                break;
            }
            cursor = response.path("next_cursor").asText();
        }
        if (tasks.size() < NEWEST && !since.isEmpty()) {
            addOlder(tasks);
        }
        since = oldestUnfinished(tasks);
        return tasks;
    }

    private QueryParameters query(@Nullable String cursor) {
        return new QueryParameters()
                .with("limit", Integer.toString(since.isEmpty() ? NEWEST : PAGE_SIZE))
                .with("from", since.isEmpty() ? null : since)
                .with("cursor", cursor);
    }

    /** Adds older tasks, so that the view stays full. */
    private void addOlder(List<JsonNode> tasks) {
        var known = new HashMap<String, JsonNode>();
        tasks.forEach(task -> known.put(task.path("task_id").asText(), task));
        for (var task : JsonFields.items(
                client.tasks(new QueryParameters().with("limit", Integer.toString(NEWEST))), "tasks")) {
            if (!known.containsKey(task.path("task_id").asText())) {
                tasks.add(task);
            }
        }
        tasks.sort(Comparator.comparing(TaskPoller::createdAt).reversed());
    }

    /** Returns the creation time of the oldest task that has not ended, or of the newest task when all have. */
    private static String oldestUnfinished(List<JsonNode> tasks) {
        if (tasks.isEmpty()) {
            return "";
        }
        return tasks.stream()
                .filter(task -> !TerminalStatus.hasEnded(task))
                .map(TaskPoller::createdAt)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> createdAt(tasks.getFirst()))
                .toString();
    }

    private static Instant createdAt(JsonNode task) {
        return Instant.parse(task.path("created_at").asText());
    }
}

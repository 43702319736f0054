// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The events of a task, as REST shows them. */
final class EventsOf {

    private EventsOf() {}

    /** Waits until there are {@code count}. */
    static List<JsonNode> task(Pulser pulser, String id, int count) {
        return await().atMost(TaskApi.PATIENCE).until(() -> now(pulser, id), events -> events.size() >= count);
    }

    private static List<JsonNode> now(Pulser pulser, String id) {
        var answer = TaskApi.read(pulser.api().get("/api/v1/tasks/" + id + "/events"));
        var events = new ArrayList<JsonNode>();
        (answer.isArray() ? answer : answer.path("events")).forEach(events::add);
        return events;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Events of a task from the REST API. */
final class TaskEvents {

    private TaskEvents() {}

    /** Waits until a task has at least {@code count} events, and returns them. */
    static List<JsonNode> task(PulserStack pulser, String id, int count) {
        return await().atMost(TaskApi.TIMEOUT).until(() -> now(pulser, id), events -> events.size() >= count);
    }

    private static List<JsonNode> now(PulserStack pulser, String id) {
        var response = TaskApi.read(pulser.api().get("/api/v1/tasks/" + id + "/events"));
        var events = new ArrayList<JsonNode>();
        (response.isArray() ? response : response.path("events")).forEach(events::add);
        return events;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.batch;

import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Fold of the events of many tasks into one update per task. */
public final class TaskUpdates {

    private TaskUpdates() {}

    /**
     * Returns one update per task.
     *
     * @param events events of each task in the order of its partition
     */
    public static Collection<TaskUpdate> fold(List<TaskEvent> events) {
        var updates = LinkedHashMap.<TaskKey, TaskUpdate>newLinkedHashMap(events.size());
        for (var event : events) {
            updates.compute(
                    new TaskKey(event.company(), event.id()),
                    (key, update) -> update == null ? TaskUpdate.of(event) : update.plus(event));
        }
        return updates.values();
    }

    private record TaskKey(Company company, TaskId id) {}
}

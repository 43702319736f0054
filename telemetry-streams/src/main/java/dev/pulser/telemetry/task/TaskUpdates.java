// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.task;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Folds the events of many tasks, each task's in the order of its partition, into one update a task. */
public final class TaskUpdates {

    private TaskUpdates() {}

    public static Collection<TaskUpdate> fold(List<TaskEvent> events) {
        var updates = LinkedHashMap.<TaskKey, TaskUpdate>newLinkedHashMap(events.size());
        for (var event : events) {
            updates.compute(
                    new TaskKey(event.company(), event.id()),
                    (key, known) -> known == null ? TaskUpdate.of(event) : known.then(event));
        }
        return updates.values();
    }

    private record TaskKey(Company company, TaskId id) {}
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a task that do not change after its submission, as far as a source knows them.
 *
 * @param type      null when the task's first event could not be read; likewise the priority
 * @param requester null when the submitter named none, or the source does not store it
 * @param labels    empty when there are none, or the source does not store them
 * @param payload   JSON text; null when the source does not store it
 */
public record SubmittedFields(
        @Nullable TaskType type,
        @Nullable Priority priority,
        @Nullable String requester,
        Map<String, String> labels,
        @Nullable String payload) {

    public SubmittedFields {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels)); // sorted: one form on the wire and in views
    }

    static SubmittedFields of(Task task) {
        return new SubmittedFields(task.type(), task.priority(), task.requester(), task.labels(), task.payload());
    }

    /** Returns a copy in which missing fields are taken from {@code other}. */
    SubmittedFields completedBy(SubmittedFields other) {
        return new SubmittedFields(
                type != null ? type : other.type,
                priority != null ? priority : other.priority,
                requester != null ? requester : other.requester,
                labels.isEmpty() ? other.labels : labels,
                payload != null ? payload : other.payload);
    }

    SubmittedFields withoutPayload() {
        return new SubmittedFields(type, priority, requester, labels, null);
    }
}

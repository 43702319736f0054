// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.service.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Event of an A2A task. */
public sealed interface A2aEvent {

    /** Message in place of a task: the agent answered at once. */
    record Message(List<Json> parts) implements A2aEvent {

        public Message {
            parts = List.copyOf(parts);
        }
    }

    /** State of a task with all its artifacts so far. */
    record TaskSnapshot(String task, Status status, List<Artifact> artifacts) implements A2aEvent {

        public TaskSnapshot {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** Change of a task's status. */
    record StatusUpdate(String task, Status status) implements A2aEvent {}

    /**
     * New artifact, or a further chunk of one.
     *
     * @param append true if the chunk continues the artifact of the same id
     */
    record ArtifactUpdate(String task, Artifact artifact, boolean append) implements A2aEvent {}

    /**
     * Status of a task.
     *
     * @param message parts of the status message; empty if there is none
     */
    record Status(RemoteTaskState state, List<Json> message) {

        public Status {
            message = List.copyOf(message);
        }

        /** Returns the text of the message; null if it has none. */
        public @Nullable String text() {
            var text = new Artifact("", null, message).text();
            return text.isBlank() ? null : text;
        }
    }
}

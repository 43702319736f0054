// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.adapters.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that an agent says of a task. */
public sealed interface Event {

    /** An answer without a task: the agent was done at once. */
    record Reply(List<Json> parts) implements Event {

        public Reply {
            parts = List.copyOf(parts);
        }
    }

    /** The task as it is, with all its artifacts so far. */
    record Snapshot(String task, Status status, List<Artifact> artifacts) implements Event {

        public Snapshot {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** The task has got on. */
    record Moved(String task, Status status) implements Event {}

    /**
     * A piece of the result, or more of one.
     *
     * @param append whether it continues the artifact of the same id
     */
    record Grown(String task, Artifact artifact, boolean append) implements Event {}

    /**
     * @param message what the agent says to it, in parts; empty where nothing
     */
    record Status(RemoteState state, List<Json> message) {

        public Status {
            message = List.copyOf(message);
        }

        /** The texts of the message; null where it has none. */
        public @Nullable String text() {
            var text = new Artifact("", null, message).text();
            return text.isBlank() ? null : text;
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.adapters.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads events. Version 0.3 says by {@code kind} what an object is; 1.0 by the one member it has. */
public final class Events {

    private Events() {}

    /** What an answer to a message is, or an event of a stream. */
    public static Event read(Json json) throws ProtocolError {
        var kind = text(json, "kind");
        if (kind != null) {
            return read(kind, json);
        }
        var members = json.members();
        for (var member : List.of("task", "message", "statusUpdate", "artifactUpdate")) {
            var value = members.get(member);
            if (value != null) {
                return read(member, value);
            }
        }
        throw new ProtocolError("sent something that is neither a task, nor a message, nor an update of one");
    }

    private static Event read(String kind, Json json) throws ProtocolError {
        return switch (kind) {
            case "task" -> task(json);
            case "message" -> new Event.Reply(parts(json));
            case "status-update", "statusUpdate" -> new Event.Moved(required(json, "taskId"), status(json));
            case "artifact-update", "artifactUpdate" -> {
                var artifact = json.member("artifact");
                if (artifact == null) {
                    throw new ProtocolError("sent an artifact update without an artifact");
                }
                var append = json.member("append");
                yield new Event.Grown(
                        required(json, "taskId"), Artifact.read(artifact), append != null && append.isTrue());
            }
            default -> throw new ProtocolError("sent an object of an unknown kind");
        };
    }

    /** The task that {@code tasks/get} returns. */
    public static Event.Snapshot task(Json json) throws ProtocolError {
        var artifacts = new ArrayList<Artifact>();
        var all = json.member("artifacts");
        if (all != null) {
            for (var artifact : all.elements()) {
                artifacts.add(Artifact.read(artifact));
            }
        }
        return new Event.Snapshot(required(json, "id"), status(json), artifacts);
    }

    private static Event.Status status(Json json) throws ProtocolError {
        var status = json.member("status");
        var state = status == null ? null : text(status, "state");
        if (status == null || state == null) {
            throw new ProtocolError("sent a task or an update without status.state");
        }
        var message = status.member("message");
        return new Event.Status(RemoteState.parse(state), message == null ? List.of() : parts(message));
    }

    private static List<Json> parts(Json json) {
        var parts = json.member("parts");
        return parts == null ? List.of() : parts.elements();
    }

    private static String required(Json json, String member) throws ProtocolError {
        var text = text(json, member);
        if (text == null || text.isEmpty()) {
            throw new ProtocolError("sent a task or an update without " + member);
        }
        return text;
    }

    static @Nullable String text(Json json, String member) {
        var value = json.member(member);
        return value == null ? null : value.asString().orElse(null);
    }
}

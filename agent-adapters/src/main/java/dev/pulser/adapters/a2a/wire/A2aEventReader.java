// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parser of events. Version 0.3 identifies an object by {@code kind}; 1.0 by its only member. */
public final class A2aEventReader {

    private A2aEventReader() {}

    /** Parses a response to a message, or an event of a stream. */
    public static A2aEvent read(Json json) throws A2aProtocolException {
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
        throw new A2aProtocolException("sent an object that is no task, message or update");
    }

    private static A2aEvent read(String kind, Json json) throws A2aProtocolException {
        return switch (kind) {
            case "task" -> task(json);
            case "message" -> new A2aEvent.Message(parts(json));
            case "status-update", "statusUpdate" -> new A2aEvent.StatusUpdate(required(json, "taskId"), status(json));
            case "artifact-update", "artifactUpdate" -> {
                var artifact = json.member("artifact");
                if (artifact == null) {
                    throw new A2aProtocolException("sent an artifact update without an artifact");
                }
                var append = json.member("append");
                yield new A2aEvent.ArtifactUpdate(
                        required(json, "taskId"), Artifact.read(artifact), append != null && append.isTrue());
            }
            default -> throw new A2aProtocolException("sent an object of an unknown kind");
        };
    }

    /** Parses a task, as {@code tasks/get} returns it. */
    public static A2aEvent.TaskSnapshot task(Json json) throws A2aProtocolException {
        var artifacts = new ArrayList<Artifact>();
        var all = json.member("artifacts");
        if (all != null) {
            for (var artifact : all.elements()) {
                artifacts.add(Artifact.read(artifact));
            }
        }
        return new A2aEvent.TaskSnapshot(required(json, "id"), status(json), artifacts);
    }

    private static A2aEvent.Status status(Json json) throws A2aProtocolException {
        var status = json.member("status");
        var state = status == null ? null : text(status, "state");
        if (status == null || state == null) {
            throw new A2aProtocolException("sent a task or an update without status.state");
        }
        var message = status.member("message");
        return new A2aEvent.Status(RemoteTaskState.parse(state), message == null ? List.of() : parts(message));
    }

    private static List<Json> parts(Json json) {
        var parts = json.member("parts");
        return parts == null ? List.of() : parts.elements();
    }

    private static String required(Json json, String member) throws A2aProtocolException {
        var text = text(json, member);
        if (text == null || text.isEmpty()) {
            throw new A2aProtocolException("sent a task or an update without " + member);
        }
        return text;
    }

    static @Nullable String text(Json json, String member) {
        var value = json.member(member);
        return value == null ? null : value.asString().orElse(null);
    }
}

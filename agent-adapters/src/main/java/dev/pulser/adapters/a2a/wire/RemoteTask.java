// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.service.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * State of a task at its agent, built from its events. Rejects events that violate the protocol with {@link
 * A2aProtocolException}: another task id, a state that goes back, events after the end, and results above the limit.
 * Not thread-safe.
 */
public final class RemoteTask {

    private final int maxChars;
    private final Map<String, List<Artifact>> chunks = new LinkedHashMap<>();
    private int chars;
    private @Nullable String id;
    private A2aEvent.@Nullable Status status;
    private @Nullable List<Json> reply;

    /** @param maxChars largest total of all artifacts in characters */
    public RemoteTask(int maxChars) {
        this.maxChars = maxChars;
    }

    /** Returns the agent's id of the task; null before its first event. */
    public @Nullable String id() {
        return id;
    }

    /** Returns the latest status; null before the first one, and for a message in place of a task. */
    public A2aEvent.@Nullable Status status() {
        return status;
    }

    /** Returns true once the agent has stopped working on the task. */
    public boolean hasEnded() {
        return reply != null || (status != null && status.state().isStopped());
    }

    public void apply(A2aEvent event) throws A2aProtocolException {
        if (reply != null) {
            throw new A2aProtocolException("sent an event after its message");
        }
        switch (event) {
            case A2aEvent.Message(var parts) -> {
                if (id != null) {
                    throw new A2aProtocolException("sent a message after it had created a task");
                }
                checkSize(parts.stream().mapToInt(part -> part.text().length()).sum());
                reply = parts;
            }
            case A2aEvent.TaskSnapshot(var task, var next, var all) -> {
                checkId(task);
                changeStatus(next);
                replace(all);
            }
            case A2aEvent.StatusUpdate(var task, var next) -> {
                checkId(task);
                changeStatus(next);
            }
            case A2aEvent.ArtifactUpdate(var task, var artifact, var append) -> {
                checkId(task);
                if (status != null && status.state().isTerminal()) {
                    throw new A2aProtocolException("sent an artifact after the state " + status.state());
                }
                add(artifact, append);
            }
        }
    }

    /** Replaces status and artifacts by a snapshot that was fetched because events were missed. */
    public void confirm(A2aEvent.TaskSnapshot snapshot) throws A2aProtocolException {
        checkId(snapshot.task());
        if (status != null && snapshot.status().state() != status.state()) {
            throw new A2aProtocolException("reported state %s after the final state %s"
                    .formatted(snapshot.status().state(), status.state()));
        }
        status = snapshot.status();
        replace(snapshot.artifacts());
    }

    private void checkId(String task) throws A2aProtocolException {
        if (id == null) {
            id = task;
        } else if (!id.equals(task)) {
            throw new A2aProtocolException("sent an event of another task");
        }
    }

    private void changeStatus(A2aEvent.Status next) throws A2aProtocolException {
        if (status != null && !status.state().mayBecome(next.state())) {
            throw new A2aProtocolException(
                    status.state() == next.state()
                            ? "ended the task twice with state " + next.state()
                            : "went from %s to %s".formatted(status.state(), next.state()));
        }
        status = next;
    }

    private void replace(List<Artifact> all) throws A2aProtocolException {
        if (all.isEmpty()) {
            return; // a snapshot may omit them
        }
        chunks.clear();
        chars = 0;
        for (var artifact : all) {
            add(artifact, false);
        }
    }

    private void add(Artifact artifact, boolean append) throws A2aProtocolException {
        var before = chunks.computeIfAbsent(artifact.id(), id -> new ArrayList<>());
        if (!append) {
            chars -= before.stream().mapToInt(Artifact::chars).sum();
            before.clear();
        }
        before.add(artifact);
        checkSize(chars + artifact.chars());
        chars += artifact.chars();
    }

    private void checkSize(int all) throws A2aProtocolException {
        if (all > maxChars) {
            throw new A2aProtocolException(
                    "sent artifacts with more than %d characters in total, the limit pulser.a2a.max-response-bytes"
                            .formatted(maxChars));
        }
    }

    /**
     * Returns the result: the only part of the only artifact; of several parts an array, of several artifacts an array
     * of objects. Without artifacts, the final message.
     */
    public Json output() {
        if (reply != null) {
            return output(reply);
        }
        if (chunks.isEmpty()) {
            return output(status == null ? List.of() : status.message());
        }
        var artifacts = chunks.values();
        return artifacts.size() == 1
                ? output(Artifact.joined(artifacts.iterator().next()))
                : all(artifacts);
    }

    private static Json output(List<Json> parts) {
        return switch (parts.size()) {
            case 0 -> Json.NULL;
            case 1 -> value(parts.getFirst());
            default -> array(parts);
        };
    }

    private static Json value(Json part) {
        var data = part.member("data");
        if (data != null) {
            return data;
        }
        var text = part.member("text");
        return text == null ? part : text;
    }

    private static Json array(List<Json> parts) {
        return new Json(parts.stream().map(part -> value(part).text()).collect(Collectors.joining(",", "[", "]")));
    }

    private static Json all(Collection<List<Artifact>> artifacts) {
        return new Json(artifacts.stream()
                .map(chunks -> {
                    var first = chunks.getFirst();
                    var name = first.name() == null ? first.id() : first.name();
                    return "{\"name\":" + Json.string(name).text() + ",\"output\":"
                            + output(Artifact.joined(chunks)).text() + '}';
                })
                .collect(Collectors.joining(",", "[", "]")));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.adapters.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task at its agent, as far as its events have told. It stays one task, its state never goes back, its end comes once, and
 * what it holds is bounded; whatever says otherwise is a {@link ProtocolError}. Of one attempt; not safe from several threads.
 */
public final class RemoteTask {

    private final int maxChars;
    private final Map<String, List<Artifact>> chunks = new LinkedHashMap<>();
    private int chars;
    private @Nullable String id;
    private Event.@Nullable Status status;
    private @Nullable List<Json> reply;

    /** @param maxChars of all artifacts together */
    public RemoteTask(int maxChars) {
        this.maxChars = maxChars;
    }

    /** What the agent calls it; null while it has said nothing. */
    public @Nullable String id() {
        return id;
    }

    /** The last thing it said of where it is; null where it has said nothing, or answered without a task. */
    public Event.@Nullable Status status() {
        return status;
    }

    /** Whether the agent does no more. */
    public boolean isOver() {
        return reply != null || (status != null && status.state().isOver());
    }

    public void take(Event event) throws ProtocolError {
        if (reply != null) {
            throw new ProtocolError("went on after its answer");
        }
        switch (event) {
            case Event.Reply(var parts) -> {
                if (id != null) {
                    throw new ProtocolError("answered with a message though it had begun a task");
                }
                bound(parts.stream().mapToInt(part -> part.text().length()).sum());
                reply = parts;
            }
            case Event.Snapshot(var task, var next, var all) -> {
                is(task);
                become(next);
                replace(all);
            }
            case Event.Moved(var task, var next) -> {
                is(task);
                become(next);
            }
            case Event.Grown(var task, var artifact, var append) -> {
                is(task);
                if (status != null && status.state().isTerminal()) {
                    throw new ProtocolError("sent an artifact after the state " + status.state());
                }
                grow(artifact, append);
            }
        }
    }

    /** The task as it ended, asked for because part of its events was lost. */
    public void confirm(Event.Snapshot snapshot) throws ProtocolError {
        is(snapshot.task());
        if (status != null && snapshot.status().state() != status.state()) {
            throw new ProtocolError("said that the task is %s after it was %s"
                    .formatted(snapshot.status().state(), status.state()));
        }
        status = snapshot.status();
        replace(snapshot.artifacts());
    }

    private void is(String task) throws ProtocolError {
        if (id == null) {
            id = task;
        } else if (!id.equals(task)) {
            throw new ProtocolError("spoke of another task than the one it was given");
        }
    }

    private void become(Event.Status next) throws ProtocolError {
        if (status != null && !status.state().mayBecome(next.state())) {
            throw new ProtocolError(
                    status.state() == next.state()
                            ? "ended the task twice, as " + next.state()
                            : "went from %s to %s".formatted(status.state(), next.state()));
        }
        status = next;
    }

    private void replace(List<Artifact> all) throws ProtocolError {
        if (all.isEmpty()) {
            return; // a snapshot may leave them out
        }
        chunks.clear();
        chars = 0;
        for (var artifact : all) {
            grow(artifact, false);
        }
    }

    private void grow(Artifact artifact, boolean append) throws ProtocolError {
        var before = chunks.computeIfAbsent(artifact.id(), id -> new ArrayList<>());
        if (!append) {
            chars -= before.stream().mapToInt(Artifact::chars).sum();
            before.clear();
        }
        before.add(artifact);
        bound(chars + artifact.chars());
        chars += artifact.chars();
    }

    private void bound(int all) throws ProtocolError {
        if (all > maxChars) {
            throw new ProtocolError(
                    "sent artifacts of more than %d characters in all, the limit (pulser.a2a.max-response-bytes)"
                            .formatted(maxChars));
        }
    }

    /**
     * The result: the one part there is, be it data or a text; of several, all of them, by artifact. Without any artifact,
     * what the agent said at the end.
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.adapters.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a task's result.
 *
 * @param parts texts, data and files, as they came
 */
public record Artifact(String id, @Nullable String name, List<Json> parts) {

    public Artifact {
        parts = List.copyOf(parts);
    }

    static Artifact read(Json json) throws ProtocolError {
        var id = Events.text(json, "artifactId");
        if (id == null) {
            throw new ProtocolError("sent an artifact without artifactId");
        }
        var parts = json.member("parts");
        return new Artifact(id, Events.text(json, "name"), parts == null ? List.of() : parts.elements());
    }

    /** The parts of chunks that came one after another; a text goes on where that of the chunk before ended. */
    static List<Json> joined(List<Artifact> chunks) {
        var parts = new ArrayList<Json>();
        StringBuilder open = null;
        for (var chunk : chunks) {
            boolean first = true;
            for (var part : chunk.parts()) {
                var text = textOf(part);
                if (text != null && open != null && first) {
                    open.append(text);
                } else {
                    if (open != null) {
                        parts.add(textPart(open));
                    }
                    open = text == null ? null : new StringBuilder(text);
                    if (text == null) {
                        parts.add(part);
                    }
                }
                first = false;
            }
        }
        if (open != null) {
            parts.add(textPart(open));
        }
        return parts;
    }

    private static Json textPart(StringBuilder text) {
        return new Json("{\"text\":" + Json.string(text.toString()).text() + '}');
    }

    /** The text of a part that is one; null where it is something else. */
    static @Nullable String textOf(Json part) {
        return Events.text(part, "text");
    }

    /** All its texts, for people; empty where it has none. */
    public String text() {
        var all = new StringBuilder();
        for (var part : parts) {
            var text = textOf(part);
            all.append(text == null ? "" : text);
        }
        return all.toString();
    }

    int chars() {
        return parts.stream().mapToInt(part -> part.text().length()).sum();
    }
}

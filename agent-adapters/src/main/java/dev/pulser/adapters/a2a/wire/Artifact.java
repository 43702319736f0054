// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Artifact of an A2A task: part of its result.
 *
 * @param parts text, data and file parts, unchanged
 */
public record Artifact(String id, @Nullable String name, List<Json> parts) {

    public Artifact {
        parts = List.copyOf(parts);
    }

    static Artifact read(Json json) throws A2aProtocolException {
        var id = A2aEventReader.text(json, "artifactId");
        if (id == null) {
            throw new A2aProtocolException("sent an artifact without artifactId");
        }
        var parts = json.member("parts");
        return new Artifact(id, A2aEventReader.text(json, "name"), parts == null ? List.of() : parts.elements());
    }

    /**
     * Returns the parts of consecutive chunks. Text at the start of a chunk continues the text at the end of the
     * previous one.
     */
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

    /** Returns the text of a text part; null for other parts. */
    static @Nullable String textOf(Json part) {
        return A2aEventReader.text(part, "text");
    }

    /** Returns all text parts, concatenated. */
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch, RFC 7396. */
final class MergePatch {

    private MergePatch() {}

    /** Returns {@code target} with the fields of {@code patch} replaced, and those that are null in it removed. */
    static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        var merged = target.deepCopy();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merged(merged.get(member.getKey()), member.getValue()));
            }
        });
        return merged;
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode object)) {
            return patch;
        }
        return apply(target instanceof ObjectNode existing ? existing : JsonNodeFactory.instance.objectNode(), object);
    }
}

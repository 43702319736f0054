// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import dev.pulser.adapters.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One text for all JSON texts that say the same: members in the order of their names, no blanks. Numbers stay as written. */
final class CanonicalJson {

    private CanonicalJson() {}

    static String of(Json json) {
        if (json.isObject()) {
            return of(json.members());
        }
        if (json.isArray()) {
            return json.elements().stream().map(CanonicalJson::of).collect(Collectors.joining(",", "[", "]"));
        }
        return json.asString().map(text -> Json.string(text).text()).orElseGet(json::text);
    }

    static String of(Map<String, Json> members) {
        return new TreeMap<>(members)
                .entrySet().stream()
                        .map(member -> Json.string(member.getKey()).text() + ':' + of(member.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
    }
}

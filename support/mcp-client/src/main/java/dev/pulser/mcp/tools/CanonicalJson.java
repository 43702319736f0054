// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.service.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Canonical form of JSON: members sorted by name, no whitespace, one spelling of strings. Numbers are unchanged. */
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.json;

import static java.util.Objects.requireNonNull;

/** Access to nested members of JSON values in tests. */
public final class JsonPath {

    private JsonPath() {}

    /** Returns the nested member at {@code path}; a missing member fails the test. */
    public static Json at(Json json, String... path) {
        var found = json;
        for (var name : path) {
            found = requireNonNull(found.member(name), name);
        }
        return found;
    }

    /** Returns the nested string at {@code path}. */
    public static String textAt(Json json, String... path) {
        return at(json, path).asString().orElseThrow();
    }
}

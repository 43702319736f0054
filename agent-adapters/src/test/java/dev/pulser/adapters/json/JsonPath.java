// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.json;

import static java.util.Objects.requireNonNull;

/** Ways into JSON that a test knows to be there. */
public final class JsonPath {

    private JsonPath() {}

    /** The member of the member of …; what is missing fails the test. */
    public static Json at(Json json, String... path) {
        var found = json;
        for (var name : path) {
            found = requireNonNull(found.member(name), name);
        }
        return found;
    }

    /** The same, where it is a text. */
    public static String textAt(Json json, String... path) {
        return at(json, path).asString().orElseThrow();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Accessors for fields of responses. */
public final class JsonFields {

    private JsonFields() {}

    /** Returns the elements of the array {@code name} in a response, or of the response itself when it is an array. */
    public static List<JsonNode> items(JsonNode response, String name) {
        var list = response.isArray() ? response : response.path(name);
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** Returns a field as text; empty when it is absent. */
    public static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    /** Returns a field as one line of text; empty when it is absent. */
    public static String line(JsonNode node, String field) {
        return text(node, field).replaceAll("\\s+", " ");
    }

    /** Returns a number of milliseconds as seconds, such as "0.250 s"; empty when it is absent. */
    public static String seconds(JsonNode milliseconds) {
        return milliseconds.isNumber() ? String.format(Locale.ROOT, "%.3f s", milliseconds.asLong() / 1_000.0) : "";
    }
}

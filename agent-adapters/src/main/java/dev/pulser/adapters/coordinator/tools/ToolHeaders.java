// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import dev.pulser.adapters.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of a call that its tool wants in headers as well, {@code Mcp-Param-…}. */
public final class ToolHeaders {

    private static final Pattern PLAIN = Pattern.compile("([\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?)?");
    private static final Pattern MARKER = Pattern.compile("=\\?base64\\?.*\\?=");
    private static final Pattern SCALAR = Pattern.compile("true|false|-?[0-9].*");

    private ToolHeaders() {}

    /** By the names of the headers, with values ready to be sent. What is absent or null has none. */
    public static Map<String, String> of(ToolDefinition tool, Json arguments) {
        var headers = new LinkedHashMap<String, String>();
        collect(tool.inputSchema(), arguments, headers);
        return headers;
    }

    private static void collect(Json schema, Json value, Map<String, String> headers) {
        var properties = schema.member("properties");
        if (properties == null || !value.isObject()) {
            return;
        }
        var values = value.members();
        properties.members().forEach((name, property) -> {
            var argument = values.get(name);
            if (argument == null) {
                return;
            }
            var mark = property.member(ToolSchema.HEADER_MARK);
            if (mark != null) {
                text(argument)
                        .ifPresent(text ->
                                headers.put("Mcp-Param-" + mark.asString().orElseThrow(), encoded(text)));
            }
            collect(property, argument, headers);
        });
    }

    private static Optional<String> text(Json value) {
        return value.asString()
                .or(() -> Optional.of(value.text())
                        .filter(text -> SCALAR.matcher(text).matches()));
    }

    /** A header's value: the text itself where it is plain ASCII, else its UTF-8 in base64, marked as such. */
    public static String encoded(String text) {
        if (PLAIN.matcher(text).matches() && !MARKER.matcher(text).matches()) {
            return text;
        }
        return "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Headers {@code Mcp-Param-…}: arguments of a call that its tool requires in HTTP headers as well. */
public final class ToolParameterHeaders {

    private static final Pattern PLAIN = Pattern.compile("([\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?)?");
    private static final Pattern ENCODED = Pattern.compile("=\\?base64\\?.*\\?=");
    private static final Pattern SCALAR = Pattern.compile("true|false|-?[0-9].*");

    private ToolParameterHeaders() {}

    /** Returns encoded values by header name. Absent and null arguments have no header. */
    public static Map<String, String> of(McpTool tool, Json arguments) {
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
            var header = property.member(ToolSchemaRules.HEADER_KEYWORD);
            if (header != null) {
                text(argument)
                        .ifPresent(text ->
                                headers.put("Mcp-Param-" + header.asString().orElseThrow(), encode(text)));
            }
            collect(property, argument, headers);
        });
    }

    private static Optional<String> text(Json value) {
        return value.asString()
                .or(() -> Optional.of(value.text())
                        .filter(text -> SCALAR.matcher(text).matches()));
    }

    /** Encodes a header value: printable ASCII as it is, everything else as {@code =?base64?…?=}. */
    public static String encode(String text) {
        if (PLAIN.matcher(text).matches() && !ENCODED.matcher(text).matches()) {
            return text;
        }
        return "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.pulser.toolbox.files.TextInput;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tool that checks JSON. A text that is not JSON gives a successful result with an error in it. */
public final class JsonCheck implements Tool {

    private static final int MAX_KEYS = 50;

    private final TextInput input;

    public JsonCheck(TextInput input) {
        this.input = input;
    }

    /**
     * Result of the check.
     *
     * @param shape  {@code object}, {@code array}, {@code string}, {@code number}, {@code boolean} or {@code null}
     * @param size   number of entries of the outermost object or array
     * @param keys   first {@value #MAX_KEYS} names of the outermost object
     * @param depth  depth of nesting; 0 for a scalar
     * @param values number of scalars at any depth
     * @param error  first error; null when the text is well-formed
     */
    record JsonCheckResult(
            boolean wellFormed,
            @Nullable String shape,
            @Nullable Integer size,
            @Nullable List<String> keys,
            @Nullable Integer depth,
            @Nullable Integer values,
            @Nullable JsonError error) {}

    /** Position and message of an error; lines and columns count from 1. */
    record JsonError(int line, int column, String message) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "json_check",
                "Check JSON",
                "Checks JSON: returns shape, keys and depth of a well-formed text, or line and column of the first error.",
                List.of(TextInput.PATH, TextInput.TEXT),
                JsonCheckResult.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        return input.with(arguments, text -> new ToolResult.Success(check(text)));
    }

    private static JsonCheckResult check(String text) {
        // Without the source in the location, messages do not quote the text.
        var reader = ToolboxJson.MAPPER.reader().without(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
        try (var parser = reader.createParser(text)) {
            return check(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen for a string in memory
        }
    }

    private static JsonCheckResult check(JsonParser parser) throws IOException {
        try {
            return new Scanner(parser).scan();
        } catch (JsonProcessingException e) {
            // The error of too deep nesting has no location.
            var at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            var error = new JsonError(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage());
            return new JsonCheckResult(false, null, null, null, null, null, error);
        }
    }

    private static final class Scanner {

        private final JsonParser parser;
        private final List<String> keys = new ArrayList<>();
        private int depth;
        private int deepest;
        private int size;
        private int values;

        Scanner(JsonParser parser) {
            this.parser = parser;
        }

        JsonCheckResult scan() throws IOException {
            var first = parser.nextToken();
            if (first == null) {
                throw new JsonParseException(parser, "The text is empty");
            }
            count(first);
            while (depth > 0) {
                count(parser.nextToken());
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "Another value follows");
            }
            var container = first.isStructStart();
            return new JsonCheckResult(
                    true,
                    shape(first),
                    container ? size : null,
                    first == JsonToken.START_OBJECT ? keys : null,
                    deepest,
                    values,
                    null);
        }

        private void count(JsonToken token) throws IOException {
            if (depth == 1 && !token.isStructEnd() && token != JsonToken.FIELD_NAME) {
                size++;
            }
            if (depth == 1 && token == JsonToken.FIELD_NAME && keys.size() < MAX_KEYS) {
                keys.add(parser.currentName());
            }
            if (token.isStructStart()) {
                deepest = Math.max(deepest, ++depth);
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isScalarValue()) {
                values++;
            }
        }

        private static String shape(JsonToken first) {
            return switch (first) {
                case START_OBJECT -> "object";
                case START_ARRAY -> "array";
                case VALUE_STRING -> "string";
                case VALUE_TRUE, VALUE_FALSE -> "boolean";
                case VALUE_NULL -> "null";
                default -> "number";
            };
        }
    }
}

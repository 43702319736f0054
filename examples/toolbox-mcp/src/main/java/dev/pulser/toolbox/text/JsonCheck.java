// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.pulser.toolbox.files.TextInput;
import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Json;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a text is JSON and of what shape. A text that is not JSON is an answer, not a failed call. */
public final class JsonCheck implements Tool {

    private static final int MAX_KEYS = 50;

    private final TextInput input;

    public JsonCheck(TextInput input) {
        this.input = input;
    }

    /**
     * @param shape  {@code object}, {@code array}, {@code string}, {@code number}, {@code boolean} or {@code null}
     * @param size   entries of the outermost object or array
     * @param keys   the first {@value #MAX_KEYS} names of the outermost object
     * @param depth  of nesting; 0 for a plain value
     * @param values strings, numbers, booleans and nulls at any depth
     * @param line   from 1; with {@code column} and {@code problem} only where the text is not well-formed
     */
    record Verdict(
            boolean wellFormed,
            @Nullable String shape,
            @Nullable Integer size,
            @Nullable List<String> keys,
            @Nullable Integer depth,
            @Nullable Integer values,
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable String problem) {}

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "json_check",
                "Check JSON",
                "Checks whether a text is well-formed JSON: its shape, keys and depth, or line and column of the first"
                        + " mistake.",
                List.of(TextInput.PATH, TextInput.TEXT),
                Verdict.class,
                false);
    }

    @Override
    public ToolResult call(Arguments arguments) throws InterruptedException {
        return input.with(arguments, text -> new ToolResult.Answer(check(text)));
    }

    private static Verdict check(String text) {
        // Without the source in the location the message quotes nothing of the text.
        var reader = Json.MAPPER.reader().without(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
        try (var parser = reader.createParser(text)) {
            return check(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string in memory does not fail to be read
        }
    }

    private static Verdict check(JsonParser parser) throws IOException {
        try {
            return new Survey(parser).verdict();
        } catch (JsonProcessingException e) {
            // Nesting too deep, the one limit a text can break here, comes without a place.
            var at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            return new Verdict(
                    false, null, null, null, null, null, at.getLineNr(), at.getColumnNr(), e.getOriginalMessage());
        }
    }

    private static final class Survey {

        private final JsonParser parser;
        private final List<String> keys = new ArrayList<>();
        private int depth;
        private int deepest;
        private int size;
        private int values;

        Survey(JsonParser parser) {
            this.parser = parser;
        }

        Verdict verdict() throws IOException {
            var first = parser.nextToken();
            if (first == null) {
                throw new JsonParseException(parser, "the text is empty");
            }
            take(first);
            while (depth > 0) {
                take(parser.nextToken());
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the value");
            }
            var container = first.isStructStart();
            return new Verdict(
                    true,
                    shape(first),
                    container ? size : null,
                    first == JsonToken.START_OBJECT ? keys : null,
                    deepest,
                    values,
                    null,
                    null,
                    null);
        }

        private void take(JsonToken token) throws IOException {
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** YAML or JSON text as a tree, with the line and column of each value. Immutable. */
final class TextDocument {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;
    private final Map<String, Position> positions;

    private TextDocument(JsonNode root, Map<String, Position> positions) {
        this.root = root;
        this.positions = positions;
    }

    /** Position in a text. Both numbers begin at 1. */
    record Position(int line, int column) implements Comparable<Position> {

        static final Position START = new Position(1, 1);

        static Position of(JsonLocation location) {
            return new Position(location.getLineNr(), location.getColumnNr());
        }

        @Override
        public int compareTo(Position other) {
            return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
        }

        @Override
        public String toString() {
            return "line %d, column %d".formatted(line, column);
        }
    }

    /** @throws InvalidAgentDefinitionException when the text is neither YAML nor JSON */
    static TextDocument parse(String text) {
        try {
            return parse(text, YAML);
        } catch (IOException e) {
            // JSON is YAML, unless it is indented with tabs.
            if (text.stripLeading().startsWith("{")) {
                try {
                    return parse(text, JSON);
                } catch (IOException jsonFailure) {
                    throw malformed("JSON", jsonFailure);
                }
            }
            throw malformed("YAML", e);
        }
    }

    private static TextDocument parse(String text, ObjectMapper mapper) throws IOException {
        var root = mapper.readTree(text);
        return new TextDocument(root, positions(text, mapper));
    }

    /** Returns positions by JSON Pointer: of the name for a field, of the value for an entry of a list. */
    private static Map<String, Position> positions(String text, ObjectMapper mapper) throws IOException {
        var positions = new HashMap<String, Position>();
        try (var parser = mapper.createParser(text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY) {
                    var context =
                            token.isStructStart() ? parser.getParsingContext().getParent() : parser.getParsingContext();
                    positions.putIfAbsent(
                            context.pathAsPointer().toString(), Position.of(parser.currentTokenLocation()));
                }
            }
        }
        return positions;
    }

    private static InvalidAgentDefinitionException malformed(String format, IOException failure) {
        var reason = failure instanceof JacksonException syntax ? syntax.getOriginalMessage() : failure.getMessage();
        @Nullable JsonLocation location = failure instanceof JacksonException syntax ? syntax.getLocation() : null;
        var sentence = "The text is not valid %s: %s"
                .formatted(format, String.valueOf(reason).lines().findFirst().orElse(""));
        var error = new ValidationError(ValidationErrorCode.JSON_MALFORMED, "", sentence);
        return new InvalidAgentDefinitionException(
                location == null ? sentence : Position.of(location) + ": " + sentence, List.of(error));
    }

    JsonNode root() {
        return root;
    }

    /** Returns the position of the value at {@code pointer}, or of the nearest value around it that is in the text. */
    Position position(String pointer) {
        var nearest = pointer;
        while (!nearest.isEmpty() && !positions.containsKey(nearest)) {
            nearest = nearest.substring(0, nearest.lastIndexOf('/'));
        }
        return positions.getOrDefault(nearest, Position.START);
    }
}

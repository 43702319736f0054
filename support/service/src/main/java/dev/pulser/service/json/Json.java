// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON value in its original spelling. Parts are sliced from the text instead of being rebuilt, so that data of agents and
 * servers is passed on unchanged. Immutable.
 *
 * @param text one well-formed JSON value without surrounding whitespace
 */
public record Json(String text) {

    public static final Json EMPTY_OBJECT = new Json("{}");
    public static final Json NULL = new Json("null");

    private static final int MAX_DEPTH = 200;

    /** Member names are untrusted input: they are neither canonicalized nor interned. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // the caller bounds the text as a whole
                    .build())
            .build();

    /**
     * Parses exactly one document of at most {@value #MAX_DEPTH} levels.
     *
     * @throws MalformedJsonException if the text is something else; the message has line and column
     */
    public static Json parse(String text) throws MalformedJsonException {
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("the text is empty", new IllegalArgumentException());
            }
            int start = start(parser);
            while (inside(parser)) {
                parser.nextToken();
            }
            parser.finishToken();
            var value = new Json(text.substring(start, end(parser)).strip()); // a number here ends after its blanks
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(
                        "a second JSON value follows the first", new IllegalArgumentException());
            }
            return value;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw new MalformedJsonException(
                    e.getOriginalMessage().lines().findFirst().orElse("malformed") + where, e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string failed", e);
        }
    }

    private static boolean inside(JsonParser parser) {
        return !parser.getParsingContext().inRoot();
    }

    /** Returns {@code value} as a JSON string. */
    public static Json string(String value) {
        return new Json('"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"');
    }

    public boolean isObject() {
        return text.startsWith("{");
    }

    public boolean isArray() {
        return text.startsWith("[");
    }

    public boolean isNull() {
        return text.equals("null");
    }

    public boolean isTrue() {
        return text.equals("true");
    }

    /** Returns the value of a JSON string; empty for any other type. */
    public Optional<String> asString() {
        if (!text.startsWith("\"")) {
            return Optional.empty();
        }
        try (var parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return Optional.of(parser.getText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the value of a JSON number; empty for any other type. */
    public Optional<Double> asNumber() {
        if (!text.startsWith("-") && !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(text)); // every number of JSON is one of Java
    }

    /** Returns the members of an object in document order; the last of duplicate names wins. Empty for any other type. */
    public Map<String, Json> members() {
        var members = new LinkedHashMap<String, Json>();
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                members.put(name, cut(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    /** Returns the member of this name; null if it is absent or this is not an object. */
    public @Nullable Json member(String name) {
        return members().get(name);
    }

    /** Returns the elements of an array; empty for any other type. */
    public List<Json> elements() {
        var elements = new ArrayList<Json>();
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return List.of();
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(cut(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return elements;
    }

    private Json cut(JsonParser parser) throws IOException {
        int start = start(parser);
        parser.skipChildren();
        parser.finishToken();
        return new Json(text.substring(start, end(parser)));
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }

    /** Returns this value with each NUL character replaced by U+FFFD, because PostgreSQL cannot store NUL. */
    public Json withoutNul() {
        int at = text.indexOf("\\u0000");
        if (at < 0) {
            return this;
        }
        var clean = new StringBuilder(text);
        for (; at >= 0; at = text.indexOf("\\u0000", at + 1)) {
            if (isEscape(at)) {
                clean.replace(at, at + 6, "\\uFFFD");
            }
        }
        return new Json(clean.toString());
    }

    /** Returns true if the backslash at {@code at} starts an escape sequence and is not itself escaped. */
    private boolean isEscape(int at) {
        int before = at;
        while (before > 0 && text.charAt(before - 1) == '\\') {
            before--;
        }
        return (at - before) % 2 == 0;
    }
}

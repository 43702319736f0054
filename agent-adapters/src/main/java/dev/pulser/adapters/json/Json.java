// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.json;

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
 * A JSON value as it was written. Parts of it are cut out, not rebuilt, so that what an agent said is passed on to the
 * letter. Immutable.
 *
 * @param text one well-formed JSON value with no blanks around it
 */
public record Json(String text) {

    public static final Json EMPTY_OBJECT = new Json("{}");
    public static final Json NULL = new Json("null");

    private static final int MAX_DEPTH = 200;

    /** Names come from strangers: kept in no table. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // whoever reads the text bounds it as a whole
                    .build())
            .build();

    /** Exactly one document, at most {@value #MAX_DEPTH} levels deep. */
    public static Json parse(String text) throws MalformedJson {
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedJson("the text is empty", new IllegalArgumentException());
            }
            int start = start(parser);
            while (inside(parser)) {
                parser.nextToken();
            }
            parser.finishToken();
            var value = new Json(text.substring(start, end(parser)).strip()); // a number here ends after its blanks
            if (parser.nextToken() != null) {
                throw new MalformedJson("a second JSON value follows the first", new IllegalArgumentException());
            }
            return value;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw new MalformedJson(e.getOriginalMessage().lines().findFirst().orElse("malformed") + where, e);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }

    private static boolean inside(JsonParser parser) {
        return !parser.getParsingContext().inRoot();
    }

    /** {@code value} as a JSON string. */
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

    /** The string that this value is; empty when it is something else. */
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

    /** The number that this value is; empty when it is something else. */
    public Optional<Double> asNumber() {
        if (!text.startsWith("-") && !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(text)); // every number of JSON is one of Java
    }

    /** The members of this object in their order, the last of equal names; none when it is something else. */
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

    /** The member of this name; null when there is none, or this is no object. */
    public @Nullable Json member(String name) {
        return members().get(name);
    }

    /** The elements of this array; none when it is something else. */
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

    /** The same with every NUL character replaced by U+FFFD: PostgreSQL can hold no NUL. */
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

    /** Whether the backslash at {@code at} starts an escape, rather than being escaped itself. */
    private boolean isEscape(int at) {
        int before = at;
        while (before > 0 && text.charAt(before - 1) == '\\') {
            before--;
        }
        return (at - before) % 2 == 0;
    }
}

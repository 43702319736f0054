// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are kept byte for byte as they were written, so that what is inside can be handed on to those
 * who read it strictly. Never changes.
 */
public final class RawObject {

    public static final RawObject EMPTY = new RawObject(Map.of());

    /** Deeper and larger than what a task may be, so that its own reader says what is wrong with it. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_TOKENS = 100_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxNumberLength(10_000)
                    .maxNameLength(10_000)
                    .maxStringLength(4 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Map<String, byte[]> members;

    private RawObject(Map<String, byte[]> members) {
        this.members = members;
    }

    /** @throws Malformed where it is not one JSON object in UTF-8, without a key that stands twice */
    static RawObject of(byte[] json) throws Malformed {
        requireUtf8(json);
        try (var parser = JSON.createParser(json)) {
            var first = parser.nextToken();
            if (first == null) {
                throw new Malformed(Malformed.Kind.JSON, "the body is empty; send one message as JSON");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new Malformed(Malformed.Kind.OBJECT, "a message is a JSON object, and each is a POST of its own");
            }
            var members = new LinkedHashMap<String, byte[]>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser, json));
            }
            if (parser.nextToken() != null) {
                throw new Malformed(Malformed.Kind.JSON, "something follows the end of the JSON object");
            }
            return new RawObject(Collections.unmodifiableMap(members));
        } catch (StreamConstraintsException e) {
            throw new Malformed(
                    Malformed.Kind.JSON,
                    "the JSON is too deep or too large; at most %d levels and %d values"
                            .formatted(MAX_DEPTH, MAX_TOKENS));
        } catch (JsonProcessingException e) {
            throw new Malformed(Malformed.Kind.JSON, reason(e));
        } catch (Malformed e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot be read", e);
        }
    }

    private static byte[] value(JsonParser parser, byte[] json) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
    }

    /** The parser would guess other encodings: by zero bytes, which no JSON text has, and by marks. */
    private static void requireUtf8(byte[] json) throws Malformed {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            if (text.chars().anyMatch(each -> each == 0 || each == '\uFEFF')) {
                throw new Malformed(
                        Malformed.Kind.JSON, "the message must be UTF-8, without a byte order mark and NUL");
            }
        } catch (CharacterCodingException e) {
            throw new Malformed(Malformed.Kind.JSON, "the message has bytes that are not UTF-8");
        }
    }

    private static String reason(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        if (message.startsWith("Duplicate")) {
            return message.replace("Duplicate field", "duplicate key");
        }
        var place = e.getLocation();
        return place == null
                ? "the message is not JSON"
                : "the message is not JSON at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    /** The names of all members, in their order. */
    public Set<String> names() {
        return members.keySet();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The member's JSON; empty where there is none. */
    public Optional<byte[]> json(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The member where it is a string; null for anything else. */
    public @Nullable String text(String name) {
        var json = members.get(name);
        if (json == null || json[0] != '"') {
            return null;
        }
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException("it was read before", e);
        }
    }

    /** The member where it is an object; null for anything else. */
    public @Nullable RawObject object(String name) {
        var json = members.get(name);
        if (json == null || json[0] != '{') {
            return null;
        }
        try {
            return of(json);
        } catch (Malformed e) {
            throw new IllegalStateException("it was read before", e);
        }
    }
}

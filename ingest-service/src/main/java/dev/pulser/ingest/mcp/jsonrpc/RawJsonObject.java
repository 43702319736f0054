// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.jsonrpc;

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
 * Immutable JSON object whose members keep their original bytes, so that nested values can be passed to strict parsers.
 */
public final class RawJsonObject {

    public static final RawJsonObject EMPTY = new RawJsonObject(Map.of());

    /** Larger than the limits of a task, so that the task parser reports violations. */
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

    private RawJsonObject(Map<String, byte[]> members) {
        this.members = members;
    }

    /**
     * Parses one JSON object.
     *
     * @throws MalformedMessageException if it is not one UTF-8 JSON object without duplicate keys
     */
    static RawJsonObject of(byte[] json) throws MalformedMessageException {
        requireUtf8(json);
        try (var parser = JSON.createParser(json)) {
            var first = parser.nextToken();
            if (first == null) {
                throw new MalformedMessageException(
                        MalformedMessageException.Kind.JSON, "the body is empty; send one JSON-RPC message");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedMessageException(
                        MalformedMessageException.Kind.OBJECT,
                        "the body must be one JSON object; batches are not supported");
            }
            var members = new LinkedHashMap<String, byte[]>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser, json));
            }
            if (parser.nextToken() != null) {
                throw new MalformedMessageException(
                        MalformedMessageException.Kind.JSON, "unexpected content after the JSON object");
            }
            return new RawJsonObject(Collections.unmodifiableMap(members));
        } catch (StreamConstraintsException e) {
            throw new MalformedMessageException(
                    MalformedMessageException.Kind.JSON,
                    "the JSON exceeds %d levels or %d values".formatted(MAX_DEPTH, MAX_TOKENS));
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException(MalformedMessageException.Kind.JSON, reason(e));
        } catch (MalformedMessageException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading a byte array failed", e);
        }
    }

    private static byte[] value(JsonParser parser, byte[] json) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
    }

    /** Rejects other encodings, which the parser would detect by zero bytes and byte order marks. */
    private static void requireUtf8(byte[] json) throws MalformedMessageException {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            if (text.chars().anyMatch(each -> each == 0 || each == '\uFEFF')) {
                throw new MalformedMessageException(
                        MalformedMessageException.Kind.JSON, "the body must be UTF-8 without byte order mark and NUL");
            }
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(MalformedMessageException.Kind.JSON, "the body must be UTF-8");
        }
    }

    private static String reason(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        if (message.startsWith("Duplicate")) {
            return message.replace("Duplicate field", "duplicate key");
        }
        var location = e.getLocation();
        return location == null
                ? "the body is not valid JSON"
                : "the body is not valid JSON at line %d, column %d"
                        .formatted(location.getLineNr(), location.getColumnNr());
    }

    /** Returns the member names in document order. */
    public Set<String> names() {
        return members.keySet();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Returns a member as JSON; empty if absent. */
    public Optional<byte[]> json(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Returns a string member; null if it is absent or not a string. */
    public @Nullable String text(String name) {
        var json = members.get(name);
        if (json == null || json[0] != '"') {
            return null;
        }
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException("the JSON was validated before", e);
        }
    }

    /** Returns an object member; null if it is absent or not an object. */
    public @Nullable RawJsonObject object(String name) {
        var json = members.get(name);
        if (json == null || json[0] != '{') {
            return null;
        }
        try {
            return of(json);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the JSON was validated before", e);
        }
    }
}

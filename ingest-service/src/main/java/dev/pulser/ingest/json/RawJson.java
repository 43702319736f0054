// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON text that is written to the response verbatim. Text that is not valid JSON is written as a JSON string, so that
 * it cannot break the surrounding document.
 */
public record RawJson(String text) implements JsonSerializable {

    private static final JsonFactory JSON = new JsonFactory();

    /** Wraps JSON text; returns null for null. */
    public static @Nullable RawJson of(@Nullable String text) {
        return text == null ? null : new RawJson(text);
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
        if (isOneValue()) {
            out.writeRawValue(text);
        } else {
            out.writeString(text);
        }
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializerProvider serializers, TypeSerializer types)
            throws IOException {
        serialize(out, serializers);
    }

    boolean isOneValue() {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}

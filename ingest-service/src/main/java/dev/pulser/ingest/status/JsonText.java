// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is passed on as it was written. What turns out to be none, whoever wrote it, is passed on as a string, so that
 * it cannot break the document around it.
 */
public record JsonText(String text) implements JsonSerializable {

    private static final JsonFactory JSON = new JsonFactory();

    /** Null for null. */
    public static @Nullable JsonText of(@Nullable String text) {
        return text == null ? null : new JsonText(text);
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

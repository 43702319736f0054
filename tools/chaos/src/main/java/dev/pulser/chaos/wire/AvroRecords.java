// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Reader and writer of Avro records in the Confluent wire format, by the released schemas alone. Thread-safe. */
public record AvroRecords(ReleasedSchemas schemas) {

    private static final int HEADER_BYTES = 5;

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when the bytes are not a record
     */
    public GenericRecord read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new IllegalArgumentException("not a record in the Confluent wire format");
        }
        var schema = schemas.schema(ByteBuffer.wrap(bytes, 1, 4).getInt());
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
            return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalArgumentException("not a record of schema " + schema.getName(), e);
        }
    }

    /** Writes a record of the newest schema of this name; missing fields get their defaults. */
    public byte[] write(String name, Map<String, @Nullable Object> fields) {
        int id = schemas.newest(name);
        var schema = schemas.schema(id);
        var record = new GenericRecordBuilder(schema);
        fields.forEach((field, value) ->
                record.set(field, symbol(schema.getField(field).schema(), value)));
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array());
        try {
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema).write(record.build(), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a byte array failed", e);
        }
        return out.toByteArray();
    }

    private static @Nullable Object symbol(org.apache.avro.Schema schema, @Nullable Object value) {
        return schema.getType() == org.apache.avro.Schema.Type.ENUM
                ? new GenericData.EnumSymbol(schema, Objects.requireNonNull(value))
                : value;
    }

    /** Returns a field as text; null when it has no value or does not exist. */
    public static @Nullable String text(GenericRecord record, String field) {
        var value = record.hasField(field) ? record.get(field) : null;
        return value == null ? null : value.toString();
    }

    /** Returns a field that always has a value. */
    public static String required(GenericRecord record, String field) {
        return Objects.requireNonNull(text(record, field), field);
    }

    /** Returns a nested record; null when the field has no value. */
    public static @Nullable GenericRecord nested(GenericRecord record, String field) {
        return record.get(field) instanceof GenericRecord nested ? nested : null;
    }

    /** Returns a number; 0 when the field has no value. */
    public static int number(GenericRecord record, String field) {
        return record.get(field) instanceof Number number ? number.intValue() : 0;
    }
}

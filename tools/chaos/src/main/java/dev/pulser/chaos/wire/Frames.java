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

/** Avro in the frame of Confluent: a zero, four bytes of schema id, the record. Safe from any thread. */
public record Frames(ReleasedSchemas schemas) {

    private static final int FRAME = 5;

    /**
     * The record as it was written.
     *
     * @throws IllegalArgumentException for bytes that are no record
     */
    public GenericRecord read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < FRAME || bytes[0] != 0) {
            throw new IllegalArgumentException("not a framed record");
        }
        var schema = schemas.schema(ByteBuffer.wrap(bytes, 1, 4).getInt());
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, FRAME, bytes.length - FRAME, null);
            return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalArgumentException("not a record of " + schema.getName(), e);
        }
    }

    /** A record of the newest schema of this name; fields that are left out have their defaults. */
    public byte[] write(String name, Map<String, @Nullable Object> fields) {
        int id = schemas.newest(name);
        var schema = schemas.schema(id);
        var record = new GenericRecordBuilder(schema);
        fields.forEach((field, value) ->
                record.set(field, symbol(schema.getField(field).schema(), value)));
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(FRAME).put((byte) 0).putInt(id).array());
        try {
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema).write(record.build(), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail to be written", e);
        }
        return out.toByteArray();
    }

    private static @Nullable Object symbol(org.apache.avro.Schema schema, @Nullable Object value) {
        return schema.getType() == org.apache.avro.Schema.Type.ENUM
                ? new GenericData.EnumSymbol(schema, Objects.requireNonNull(value))
                : value;
    }

    /** A field as text; null where it has no value or there is no such field. */
    public static @Nullable String text(GenericRecord record, String field) {
        var value = record.hasField(field) ? record.get(field) : null;
        return value == null ? null : value.toString();
    }

    /** A field that always has a value. */
    public static String required(GenericRecord record, String field) {
        return Objects.requireNonNull(text(record, field), field);
    }

    public static int number(GenericRecord record, String field) {
        return record.get(field) instanceof Number number ? number.intValue() : 0;
    }
}

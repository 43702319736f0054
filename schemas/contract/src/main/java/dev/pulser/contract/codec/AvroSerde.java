// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Records in the Confluent frame: a zero byte, the schema's id in four bytes, the Avro body. Safe from any thread.
 *
 * <p>Errors: bytes that are not such a record are a {@link SerializationException}; nothing larger than the bytes
 * themselves is allocated for them.
 */
final class AvroSerde<T, W extends SpecificRecord> implements Serde<T> {

    static final byte MAGIC = 0;

    /** Bytes before the body. */
    static final int HEAD = 5;

    private final SchemaIds ids;
    private final Form<T, W> form;
    private final Schema schema;
    private final SpecificData model;
    private final Map<Integer, DatumReader<W>> readers = new ConcurrentHashMap<>();

    AvroSerde(SchemaIds ids, Class<W> wire, Form<T, W> form) {
        this.ids = ids;
        this.form = form;
        this.schema = SpecificData.get().getSchema(wire);
        this.model = SpecificData.getForClass(wire); // the generated class' own, which knows its logical types
    }

    @Override
    public Serializer<T> serializer() {
        return this::write;
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : form(wire(bytes));
    }

    private byte @Nullable [] write(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        var out = new ByteArrayOutputStream(512);
        var head = ByteBuffer.allocate(HEAD).put(MAGIC).putInt(ids.idOf(topic, schema));
        out.writeBytes(head.array());
        try {
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new SpecificDatumWriter<W>(schema, model).write(form.toWire(value), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot be written", e);
        }
        return out.toByteArray();
    }

    private T form(W wire) {
        try {
            return form.fromWire(wire);
        } catch (IllegalArgumentException e) {
            throw new SerializationException(e.getMessage(), e);
        }
    }

    /** The Avro record in {@code bytes}, before anything of its meaning is looked at. */
    W wire(byte[] bytes) {
        if (bytes.length < HEAD || bytes[0] != MAGIC) {
            throw new SerializationException("not an Avro record in the Confluent frame");
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        var reader = readers.computeIfAbsent(id, this::reader);
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, HEAD, bytes.length - HEAD, null);
            var wire = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException("bytes follow the end of the Avro record");
            }
            return wire;
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ClassCastException
                | UnsupportedOperationException
                | StackOverflowError e) {
            throw new SerializationException("broken Avro body: " + e.getMessage(), e);
        }
    }

    private DatumReader<W> reader(int id) {
        var writer = ids.schemaOf(id);
        if (!writer.getFullName().equals(schema.getFullName())) {
            throw new SerializationException(
                    "schema %d is %s, %s is expected here".formatted(id, writer.getFullName(), schema.getFullName()));
        }
        return new SpecificDatumReader<>(writer, schema, model);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.codec.mapper.AvroMapper;
import dev.pulser.contract.codec.registry.SchemaIds;
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
 * Serde of the Confluent wire format: a zero byte, the schema id in four bytes, the Avro body. Thread-safe.
 *
 * <p>Errors: {@link SerializationException} for all other bytes. Reading them allocates no more memory than their size.
 */
final class AvroSerde<T, W extends SpecificRecord> implements Serde<T> {

    static final byte MAGIC = 0;

    /** Size of magic byte and schema id. */
    static final int HEADER_BYTES = 5;

    private final SchemaIds ids;
    private final AvroMapper<T, W> mapper;
    private final Schema schema;
    private final SpecificData model;
    private final Map<Integer, DatumReader<W>> readers = new ConcurrentHashMap<>();

    AvroSerde(SchemaIds ids, Class<W> wire, AvroMapper<T, W> mapper) {
        this.ids = ids;
        this.mapper = mapper;
        this.schema = SpecificData.get().getSchema(wire);
        this.model = SpecificData.getForClass(wire); // of the generated class, with its logical types
    }

    @Override
    public Serializer<T> serializer() {
        return this::write;
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : toDomain(wire(bytes));
    }

    private byte @Nullable [] write(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        var out = new ByteArrayOutputStream(512);
        var header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(ids.idOf(topic, schema));
        out.writeBytes(header.array());
        try {
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new SpecificDatumWriter<W>(schema, model).write(mapper.toWire(value), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a byte array failed", e);
        }
        return out.toByteArray();
    }

    private T toDomain(W wire) {
        try {
            return mapper.fromWire(wire);
        } catch (IllegalArgumentException e) {
            throw new SerializationException(e.getMessage(), e);
        }
    }

    /** Reads the Avro record, before it is mapped to the domain. */
    W wire(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new SerializationException("The record is neither JSON nor Avro in the Confluent wire format.");
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        var reader = readers.computeIfAbsent(id, this::reader);
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
            var wire = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException("Extra bytes follow the Avro record.");
            }
            return wire;
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ClassCastException
                | UnsupportedOperationException
                | StackOverflowError e) {
            throw new SerializationException("The Avro body is malformed: " + e.getMessage(), e);
        }
    }

    private DatumReader<W> reader(int id) {
        var writer = ids.schemaOf(id);
        if (!writer.getFullName().equals(schema.getFullName())) {
            throw new SerializationException(
                    "Schema %d is %s, expected %s.".formatted(id, writer.getFullName(), schema.getFullName()));
        }
        return new SpecificDatumReader<>(writer, schema, model);
    }
}

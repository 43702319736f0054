// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.codec.mapper.AdapterMappers;
import dev.pulser.contract.codec.registry.SchemaIds;
import dev.pulser.contract.routing.AdapterInstruction;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Serde of assignments and revocations, which share a topic to stay in order. Thread-safe. */
final class AdapterInstructionSerde implements Serde<AdapterInstruction> {

    /** Suffix of the subject of revocations, because a subject has one schema. */
    private static final String REVOCATION_SUFFIX = "-revocation";

    private final SchemaIds ids;
    private final AvroSerde<Assignment, dev.pulser.wire.Assignment> assignment;
    private final AvroSerde<Revocation, dev.pulser.wire.Revocation> revocation;

    AdapterInstructionSerde(SchemaIds ids) {
        this.ids = ids;
        assignment = new AvroSerde<>(ids, dev.pulser.wire.Assignment.class, new AdapterMappers.OfAssignment());
        revocation = new AvroSerde<>(ids, dev.pulser.wire.Revocation.class, new AdapterMappers.OfRevocation());
    }

    @Override
    public Serializer<AdapterInstruction> serializer() {
        return (topic, value) -> switch (value) {
            case null -> null;
            case Assignment dispatched -> assignment.serializer().serialize(topic, dispatched);
            case Revocation revoked -> revocation.serializer().serialize(topic + REVOCATION_SUFFIX, revoked);
        };
    }

    @Override
    public Deserializer<AdapterInstruction> deserializer() {
        return this::read;
    }

    private @Nullable AdapterInstruction read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return isRevocation(bytes)
                ? revocation.deserializer().deserialize(topic, bytes)
                : assignment.deserializer().deserialize(topic, bytes);
    }

    /** Returns false for malformed bytes too; the deserializer of assignments reports them. */
    private boolean isRevocation(byte[] bytes) throws SerializationException {
        return bytes.length >= AvroSerde.HEADER_BYTES
                && bytes[0] == AvroSerde.MAGIC
                && ids.schemaOf(ByteBuffer.wrap(bytes, 1, 4).getInt())
                        .getFullName()
                        .equals(dev.pulser.wire.Revocation.getClassSchema().getFullName());
    }
}

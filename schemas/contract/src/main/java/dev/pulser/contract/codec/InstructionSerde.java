// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Instruction;
import dev.pulser.contract.routing.Withdrawal;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Assignments and withdrawals on one topic, so that they stay in order. Safe from any thread. */
final class InstructionSerde implements Serde<Instruction> {

    /** A registry knows one schema per subject: withdrawals have a subject of their own. */
    private static final String WITHDRAWALS = "-withdrawal";

    private final SchemaIds ids;
    private final AvroSerde<Assignment, dev.pulser.wire.Assignment> assignment;
    private final AvroSerde<Withdrawal, dev.pulser.wire.Withdrawal> withdrawal;

    InstructionSerde(SchemaIds ids) {
        this.ids = ids;
        assignment = new AvroSerde<>(ids, dev.pulser.wire.Assignment.class, new RoutingForms.OfAssignment());
        withdrawal = new AvroSerde<>(ids, dev.pulser.wire.Withdrawal.class, new RoutingForms.OfWithdrawal());
    }

    @Override
    public Serializer<Instruction> serializer() {
        return (topic, value) -> switch (value) {
            case null -> null;
            case Assignment given -> assignment.serializer().serialize(topic, given);
            case Withdrawal taken -> withdrawal.serializer().serialize(topic + WITHDRAWALS, taken);
        };
    }

    @Override
    public Deserializer<Instruction> deserializer() {
        return this::read;
    }

    private @Nullable Instruction read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return isWithdrawal(bytes)
                ? withdrawal.deserializer().deserialize(topic, bytes)
                : assignment.deserializer().deserialize(topic, bytes);
    }

    /** Whatever is not one is left to the assignments, which say what is wrong with it. */
    private boolean isWithdrawal(byte[] bytes) throws SerializationException {
        return bytes.length >= AvroSerde.HEAD
                && bytes[0] == AvroSerde.MAGIC
                && ids.schemaOf(ByteBuffer.wrap(bytes, 1, 4).getInt())
                        .getFullName()
                        .equals(dev.pulser.wire.Withdrawal.getClassSchema().getFullName());
    }
}

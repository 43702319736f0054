// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.intake;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.wire.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class IntakeDeserializerTest {

    private final Codecs codecs = Codecs.builtIn();
    private final Deserializer<IntakeResult> deserializer = codecs.intake().deserializer();

    @Test
    void readsTheAvroThatPulserWrites() {
        var task = aTask().keyed("k").priority(Priority.LOW).build();

        var draft = valid(codecs.task().serializer().serialize("pulser.tasks.low", task));

        assertThat(draft.complete(task.id(), Company.DEFAULT, Priority.HIGH, NOON.plusSeconds(9)))
                .isEqualTo(task);
    }

    @Test
    void completesTheOptionalFieldsOfAvro() throws IOException {
        var draft = valid(avro(aWireTask().build()));
        var id = aTask().build().id();

        var task = draft.complete(id, new Company("acme"), Priority.HIGH, NOON);

        assertThat(task.id()).isEqualTo(id);
        assertThat(task.company()).isEqualTo(new Company("acme"));
        assertThat(task.priority()).isEqualTo(Priority.HIGH);
        assertThat(task.submittedAt()).isEqualTo(NOON);
    }

    @Test
    void keepsTheIdOfARecordWithInvalidFields() throws IOException {
        var id = aTask().build().id();

        var invalid = invalid(avro(aWireTask()
                .setTaskId(id.value())
                .setTaskType("No Such Type!")
                .setPayload("[]")
                .build()));

        assertThat(invalid.id()).isEqualTo(id);
        assertThat(invalid.unreadable()).isFalse();
        assertThat(invalid.errors())
                .extracting(ValidationError::code)
                .containsExactly(ValidationErrorCode.FIELD_INVALID, ValidationErrorCode.FIELD_TYPE);
    }

    @Test
    void reportsBytesThatAreNeitherJsonNorAvroAsUnreadable() {
        assertThat(invalid(new byte[0]).unreadable()).isTrue();
        assertThat(invalid(new byte[] {0}).unreadable()).isTrue();
        assertThat(invalid(new byte[] {7}).unreadable()).isTrue();
        assertThat(invalid(new byte[] {0, 0, 0, 0, 99, 1, 2, 3}).unreadable()).isTrue();
    }

    @Test
    void allocatesNoMemoryForAFalseLength() {
        // A task whose first string claims to have 2^31-1 bytes.
        var bytes = ByteBuffer.allocate(11)
                .put((byte) 0)
                .putInt(1)
                .put(new byte[] {2, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F})
                .array();

        assertThat(invalid(bytes).errors())
                .extracting(ValidationError::code)
                .containsExactly(ValidationErrorCode.DESERIALIZATION);
    }

    private IntakeResult.Invalid invalid(byte[] bytes) {
        return assertThat(deserializer.deserialize("pulser.tasks.low", bytes))
                .asInstanceOf(type(IntakeResult.Invalid.class))
                .actual();
    }

    private dev.pulser.contract.task.TaskDraft valid(byte[] bytes) {
        return assertThat(deserializer.deserialize("pulser.tasks.low", bytes))
                .asInstanceOf(type(IntakeResult.Valid.class))
                .actual()
                .draft();
    }

    private static Task.Builder aWireTask() {
        return Task.newBuilder().setTaskType("report").setPayload("{}");
    }

    private static byte[] avro(Task wire) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(1).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(Task.class).write(wire, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.Priority;
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
    private final Deserializer<Intake> door = codecs.intake().deserializer();

    @Test
    void readsTheAvroThatPulserWrites() {
        var task = aTask().keyed("k").priority(Priority.LOW).build();

        var draft = drafted(codecs.task().serializer().serialize("pulser.tasks.low", task));

        assertThat(draft.complete(task.id(), Company.DEFAULT, Priority.HIGH, NOON.plusSeconds(9)))
                .isEqualTo(task);
    }

    @Test
    void fillsInWhatAnAvroProducerLeavesOut() throws IOException {
        var draft = drafted(avro(aWireTask().build()));
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

        var refused = refused(avro(aWireTask()
                .setTaskId(id.value())
                .setTaskType("No Such Type!")
                .setPayload("[]")
                .build()));

        assertThat(refused.id()).isEqualTo(id);
        assertThat(refused.unreadable()).isFalse();
        assertThat(refused.faults())
                .extracting(Fault::code)
                .containsExactly(FaultCode.FIELD_INVALID, FaultCode.FIELD_TYPE);
    }

    @Test
    void callsBytesThatAreNeitherJsonNorAvroUnreadable() {
        assertThat(refused(new byte[0]).unreadable()).isTrue();
        assertThat(refused(new byte[] {0}).unreadable()).isTrue();
        assertThat(refused(new byte[] {7}).unreadable()).isTrue();
        assertThat(refused(new byte[] {0, 0, 0, 0, 99, 1, 2, 3}).unreadable()).isTrue();
    }

    @Test
    void allocatesNothingForALengthThatIsNotThere() {
        // A task whose first string says that it is 2^31-1 bytes long.
        var bytes = ByteBuffer.allocate(11)
                .put((byte) 0)
                .putInt(1)
                .put(new byte[] {2, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F})
                .array();

        assertThat(refused(bytes).faults()).extracting(Fault::code).containsExactly(FaultCode.DESERIALIZATION);
    }

    private Intake.Refused refused(byte[] bytes) {
        return assertThat(door.deserialize("pulser.tasks.low", bytes))
                .asInstanceOf(type(Intake.Refused.class))
                .actual();
    }

    private dev.pulser.contract.task.TaskDraft drafted(byte[] bytes) {
        return assertThat(door.deserialize("pulser.tasks.low", bytes))
                .asInstanceOf(type(Intake.Drafted.class))
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static dev.pulser.routing.RoutingTestBench.taskTopic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.TopicNames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are not tasks: each becomes a dead letter, and the tasks around it are dispatched. */
class UnprocessableRecordTest {

    private final RoutingTestBench bench =
            aBench().agents(anAgent("maya").homeOf("documentation").capacity(9));

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Arguments> unprocessableRecords() {
        return Stream.of(
                Arguments.of("no value", null, "record-empty"),
                Arguments.of("no bytes", new byte[0], "record-empty"),
                Arguments.of("blanks", " \n".getBytes(UTF_8), "record-empty"),
                Arguments.of("one zero byte", new byte[] {0}, "deserialization"),
                Arguments.of("one character", "x".getBytes(UTF_8), "deserialization"),
                Arguments.of("random", random(), "deserialization"),
                Arguments.of("truncated JSON", "{\"task_type\":\"docu".getBytes(UTF_8), "deserialization"),
                Arguments.of("wrong magic", changed(0, (byte) 7), "deserialization"),
                Arguments.of("unknown schema", changed(4, (byte) 99), "deserialization"),
                Arguments.of("another record's schema", changed(4, (byte) 2), "deserialization"),
                Arguments.of("truncated Avro", Arrays.copyOf(avro(), 30), "deserialization"),
                Arguments.of("trailing bytes", Arrays.copyOf(avro(), avro().length + 1), "deserialization"),
                Arguments.of("huge length", hugeString(), "deserialization"),
                Arguments.of("no type", "{\"payload\":{}}".getBytes(UTF_8), "validation"),
                Arguments.of(
                        "unknown field", "{\"task_type\":\"a\",\"payload\":{},\"x\":1}".getBytes(UTF_8), "validation"),
                Arguments.of("bad Avro field", avroOf("Not A Type"), "validation"),
                Arguments.of("too large", large(), "record-too-large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unprocessableRecords")
    void deadLettersAnUnprocessableRecordAndContinues(String what, byte @Nullable [] value, String code) {
        var before = bench.submit(aTask());

        bench.pipe(taskTopic(Priority.MEDIUM), "a-key".getBytes(UTF_8), value);

        var after = bench.submit(aTask());
        assertThat(bench.newAssignments()).extracting(Assignment::task).containsExactly(before, after);
        assertThat(bench.deadLetters()).singleElement().satisfies(deadLetter -> {
            assertThat(deadLetter.error().code()).isEqualTo(code);
            assertThat(deadLetter.error().reason()).isNotBlank();
            assertThat(deadLetter.source()).hasToString("pulser.tasks.medium-0@1");
            if (!code.equals("record-too-large")) {
                assertThat(deadLetter.source())
                        .isEqualTo(DeadLetter.Source.at("pulser.tasks.medium", 0, 1)
                                .withBytes(
                                        Bytes.wrap("a-key".getBytes(UTF_8)), value == null ? null : Bytes.wrap(value)));
            }
        });
    }

    @Test
    void namesTheCodeInTheHeader() {
        bench.pipe(taskTopic(Priority.LOW), null, "x".getBytes(UTF_8));

        var record = bench.driver()
                .createOutputTopic(TopicNames.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecord();
        assertThat(record.headers().lastHeader(HeaderNames.ERROR_CODE).value())
                .isEqualTo("deserialization".getBytes(UTF_8));
        assertThat(record.getKey()).isNull();
    }

    @Test
    void acceptsAnyKey() {
        var topic = RoutingTestBench.TOPICS.tasks(Priority.LOW);
        var bytes = topic.values().serializer().serialize(topic.name(), aTask().build());

        bench.pipe(topic.name(), new byte[] {1, 13, 10, 0}, bytes);

        assertThat(bench.newAssignments()).hasSize(1);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void usesThePriorityOfTheTopicForAnUnknownOne() {
        var wire = RoutingTestBench.TOPICS.tasks(Priority.LOW);
        var bytes = wire.values()
                .serializer()
                .serialize(wire.name(), aTask().priority(Priority.LOW).build());
        int position = indexOf(bytes, "documentation".getBytes(UTF_8)) + "documentation".length();
        bytes[position] = 0; // the enum's first symbol, UNKNOWN

        bench.pipe(taskTopic(Priority.CRITICAL), null, bytes);

        assertThat(bench.newAssignments().getFirst().task().priority()).isEqualTo(Priority.CRITICAL);
    }

    @Test
    void deadLettersAnUnreadableOutcome() {
        bench.pipe(TopicNames.OUTCOMES, null, random());
        bench.pipe(TopicNames.OUTCOMES, null, null);

        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.error().code())
                .containsExactly("deserialization", "record-empty");
    }

    @Test
    void keepsAnAgentWhenItsNewDefinitionIsUnreadable() {
        bench.pipe(TopicNames.AGENT_DEFINITIONS, "maya".getBytes(UTF_8), random());
        bench.pipe(TopicNames.AGENT_DEFINITIONS, null, random());

        bench.submit(aTask());

        assertThat(bench.newAssignments()).hasSize(1);
    }

    private static byte[] random() {
        var bytes = new byte[200];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static byte[] avro() {
        return avroOf("documentation");
    }

    private static byte[] avroOf(String type) {
        var topic = RoutingTestBench.TOPICS.tasks(Priority.MEDIUM);
        var bytes = topic.values().serializer().serialize(topic.name(), aTask().build());
        if (type.equals("documentation")) {
            return bytes;
        }
        int position = indexOf(bytes, "documentation".getBytes(UTF_8));
        bytes[position] = 'D';
        return bytes;
    }

    private static byte[] changed(int index, byte value) {
        var bytes = avro();
        bytes[index] = value;
        return bytes;
    }

    /** Returns a frame with a task id that claims a length of 2 GB. */
    private static byte[] hugeString() {
        return ByteBuffer.allocate(16)
                .put((byte) 0)
                .putInt(ByteBuffer.wrap(avro(), 1, 4).getInt())
                .put(new byte[] {2, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 1, 1, 1, 1, 1})
                .array();
    }

    private static byte[] large() {
        var bytes = new byte[1_047_500];
        Arrays.fill(bytes, (byte) '{');
        return bytes;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i < bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.TopicNames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invalid records: each becomes a dead letter with its bytes, and the tasks around it complete. */
@ExtendWith(PulserStack.Shared.class)
class InvalidRecordsIT {

    private static final String TOPIC = TopicNames.tasks(Priority.MEDIUM);

    /** Part of the bytes of every record, which identifies the dead letters of this run. */
    private final String nonce = UUID.randomUUID().toString();

    @Test
    void writesADeadLetterForEachInvalidRecordAndCompletesTheTasksAroundIt(PulserStack pulser)
            throws InterruptedException {
        var bad = invalidRecords();
        var good =
                "{\"task_type\":\"testing\",\"requester\":\"%s\",\"payload\":{\"tool\":\"echo\",\"arguments\":{\"message\":\"hi\"}}}"
                        .formatted(nonce);

        for (int partition = 0; partition < 4; partition++) {
            pulser.send(new ProducerRecord<>(TOPIC, partition, null, good.getBytes(UTF_8)));
        }
        int partition = 0;
        for (var record : bad.keySet()) {
            pulser.send(new ProducerRecord<>(TOPIC, partition++ % 4, key(nonce), value(record)));
        }
        for (partition = 0; partition < 4; partition++) {
            pulser.send(new ProducerRecord<>(TOPIC, partition, null, good.getBytes(UTF_8)));
        }

        await().atMost(TaskApi.TIMEOUT)
                .untilAsserted(() -> assertThat(deadLetters(pulser)).hasSize(bad.size()));
        assertThat(deadLetters(pulser)).allSatisfy(found -> {
            var source = requireNonNull(found.deadLetter().source());
            var error = found.deadLetter().error();
            assertThat(found.code()).isEqualTo(error.code()).isEqualTo(codeOf(bad, source.value()));
            assertThat(source.topic()).isEqualTo(TOPIC);
            assertThat(error.reason()).isNotBlank();
        });
        await().atMost(TaskApi.TIMEOUT)
                .untilAsserted(() -> assertThat(completed(pulser)).isEqualTo(8));
    }

    /** Returns records and their expected error codes; an empty value is a tombstone. */
    private Map<Bytes, String> invalidRecords() {
        var random = new byte[64];
        new Random(nonce.hashCode()).nextBytes(random);
        random[0] = 7;
        var records = new LinkedHashMap<Bytes, String>();
        records.put(Bytes.wrap(new byte[0]), "record-empty");
        records.put(Bytes.wrap(random), "deserialization");
        records.put(text("{\"task_type\":\"testing\",\"n\":\"" + nonce), "deserialization");
        records.put(text("not json " + nonce), "deserialization");
        records.put(frame(99_999, nonce), "deserialization");
        records.put(frame(1, "\u0001\u0001\u0001" + nonce), "deserialization");
        records.put(text("[".repeat(100_000) + nonce), "deserialization");
        records.put(
                text("{\"task_type\":\"testing\",\"payload\":{},\"unknown\":\"%s\"}".formatted(nonce)), "validation");
        records.put(text("{\"task_type\":\"testing\",\"payload\":\"%s\"}".formatted(nonce)), "validation");
        records.put(
                text("{\"task_type\":\"testing\",\"priority\":\"urgent\",\"payload\":{\"n\":\"%s\"}}".formatted(nonce)),
                "validation");
        records.put(
                text("{\"task_type\":\"testing\",\"payload\":{\"n\":\"%s\",\"x\":\"%s\"}}"
                        .formatted(nonce, "x".repeat(300_000))),
                "validation");
        return records;
    }

    private static Bytes text(String json) {
        return Bytes.wrap(json.getBytes(UTF_8));
    }

    private static Bytes frame(int schema, String body) {
        var bytes = body.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(5 + bytes.length)
                .put((byte) 0)
                .putInt(schema)
                .put(bytes)
                .array());
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] value(Bytes bytes) {
        return bytes.get();
    }

    private static @Nullable String codeOf(Map<Bytes, String> bad, @Nullable Bytes value) {
        return bad.get(value == null ? Bytes.wrap(new byte[0]) : value);
    }

    private List<FoundDeadLetter> deadLetters(PulserStack pulser) {
        return TopicReader.read(
                pulser.kafka(),
                TopicNames.DEAD_LETTERS,
                record -> deadLetter(pulser, record),
                found -> isOurs(found.deadLetter()));
    }

    private boolean isOurs(DeadLetter deadLetter) {
        var source = deadLetter.source();
        return source != null
                && source.key() != null
                && Arrays.equals(source.key().get(), key(nonce));
    }

    private static FoundDeadLetter deadLetter(PulserStack pulser, ConsumerRecord<byte[], byte[]> record) {
        var topic = pulser.topics().deadLetters();
        var header = record.headers().lastHeader(HeaderNames.ERROR_CODE);
        return new FoundDeadLetter(
                new String(header.value(), UTF_8),
                topic.values().deserializer().deserialize(topic.name(), record.value()));
    }

    private int completed(PulserStack pulser) throws java.sql.SQLException {
        try (var database = pulser.database();
                var query = database.prepareStatement(
                        "select count(*) from pulser.task_queue where requester = ? and status = 'completed'")) {
            query.setString(1, nonce);
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Dead letter, and the error code in its header. */
    private record FoundDeadLetter(String code, DeadLetter deadLetter) {}
}

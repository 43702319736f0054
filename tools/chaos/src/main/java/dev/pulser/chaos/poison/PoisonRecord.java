// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.poison;

import dev.pulser.chaos.journal.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Malformed record for a topic, and the dead letter that it must cause.
 *
 * @param record record with its partition
 * @param codes  codes that the dead letter may have
 */
record PoisonRecord(ProducerRecord<byte[], byte[]> record, Set<String> codes) {

    private static final List<String> TASK_TOPICS =
            List.of("pulser.tasks.critical", "pulser.tasks.high", "pulser.tasks.medium", "pulser.tasks.low");
    private static final List<String> INTERNAL_TOPICS = List.of("pulser.outcomes", "pulser.commands");
    private static final int UNKNOWN_SCHEMA = 77_777;
    private static final int TASK_SCHEMA = 1;
    private static final int REPORT_SCHEMA = 4;
    private static final String UNREADABLE = "deserialization";
    private static final String INVALID = "validation";
    private static final String EMPTY = "record-empty";

    PoisonRecord {
        codes = Set.copyOf(codes);
    }

    /** Returns the hash of the value; null for a record without one. */
    @Nullable
    String hash() {
        return record.value() == null ? null : Sha256.of(record.value());
    }

    /**
     * Returns each kind of malformed record for each partition of the task topics, of the outcomes and of the commands.
     *
     * @param mark text that makes the bytes unique
     */
    static List<PoisonRecord> everywhere(int partitions, String mark) {
        var all = new ArrayList<PoisonRecord>();
        for (int partition = 0; partition < partitions; partition++) {
            for (var topic : TASK_TOPICS) {
                all.add(of(topic, partition, null, EMPTY));
                all.add(of(topic, partition, text("not JSON {" + mark), UNREADABLE));
                all.add(of(topic, partition, text("[\"" + mark + "\"]"), INVALID));
                all.add(of(topic, partition, text("{\"task_type\":5,\"payload\":\"" + mark + "\"}"), INVALID));
                all.add(of(topic, partition, text("{\"task_type\":\"a\",\"status\":\"" + mark + "\"}"), INVALID));
                all.add(of(topic, partition, frame(UNKNOWN_SCHEMA, mark), UNREADABLE));
                all.add(of(topic, partition, frame(TASK_SCHEMA, "\u007f" + mark), UNREADABLE));
            }
            for (var topic : INTERNAL_TOPICS) {
                all.add(of(topic, partition, null, EMPTY));
                all.add(of(topic, partition, text("not Avro " + mark), UNREADABLE));
                all.add(of(topic, partition, frame(UNKNOWN_SCHEMA, mark), UNREADABLE));
                all.add(of(topic, partition, frame(REPORT_SCHEMA, "\u007f" + mark), UNREADABLE));
            }
        }
        return all;
    }

    private static PoisonRecord of(String topic, int partition, byte @Nullable [] value, String code) {
        return new PoisonRecord(new ProducerRecord<>(topic, partition, null, value), Set.of(code));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] frame(int schema, String body) {
        var bytes = text(body);
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) 0)
                .putInt(schema)
                .put(bytes)
                .array();
    }
}

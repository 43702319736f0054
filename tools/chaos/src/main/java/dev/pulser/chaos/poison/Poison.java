// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.poison;

import dev.pulser.chaos.journal.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that is none of what its topic holds, and what its dead letter has to say.
 *
 * @param record with the partition that it goes to
 * @param codes  any of them
 */
record Poison(ProducerRecord<byte[], byte[]> record, Set<String> codes) {

    private static final List<String> DOORS =
            List.of("pulser.tasks.critical", "pulser.tasks.high", "pulser.tasks.medium", "pulser.tasks.low");
    private static final List<String> INNER = List.of("pulser.outcomes", "pulser.commands");
    private static final int UNKNOWN_SCHEMA = 77_777;
    private static final int TASK_SCHEMA = 1;
    private static final int REPORT_SCHEMA = 3;
    private static final String UNREADABLE = "deserialization";
    private static final String INVALID = "validation";
    private static final String EMPTY = "record-empty";

    Poison {
        codes = Set.copyOf(codes);
    }

    /** Null for a record without a value. */
    @Nullable
    String hash() {
        return record.value() == null ? null : Hash.of(record.value());
    }

    /** Each kind in each partition of every door, of the outcomes and of the commands; {@code mark} makes the bytes of a run its own. */
    static List<Poison> everywhere(int partitions, String mark) {
        var all = new ArrayList<Poison>();
        for (int partition = 0; partition < partitions; partition++) {
            for (var door : DOORS) {
                all.add(of(door, partition, null, EMPTY));
                all.add(of(door, partition, text("not JSON {" + mark), UNREADABLE));
                all.add(of(door, partition, text("[\"" + mark + "\"]"), INVALID));
                all.add(of(door, partition, text("{\"task_type\":5,\"payload\":\"" + mark + "\"}"), INVALID));
                all.add(of(door, partition, text("{\"task_type\":\"a\",\"status\":\"" + mark + "\"}"), INVALID));
                all.add(of(door, partition, frame(UNKNOWN_SCHEMA, mark), UNREADABLE));
                all.add(of(door, partition, frame(TASK_SCHEMA, "\u007f" + mark), UNREADABLE));
            }
            for (var inner : INNER) {
                all.add(of(inner, partition, null, EMPTY));
                all.add(of(inner, partition, text("not Avro " + mark), UNREADABLE));
                all.add(of(inner, partition, frame(UNKNOWN_SCHEMA, mark), UNREADABLE));
                all.add(of(inner, partition, frame(REPORT_SCHEMA, "\u007f" + mark), UNREADABLE));
            }
        }
        return all;
    }

    private static Poison of(String topic, int partition, byte @Nullable [] value, String code) {
        return new Poison(new ProducerRecord<>(topic, partition, null, value), Set.of(code));
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

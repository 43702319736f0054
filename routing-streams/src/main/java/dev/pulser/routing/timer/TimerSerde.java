// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskId;
import dev.pulser.routing.queue.QueuePosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serde of timers: one byte of type, then the fields of that type. */
final class TimerSerde {

    private static final byte RETRY_DUE = 1;
    private static final byte DEADLINE_PASSED = 2;
    private static final byte DEADLINE_NEAR = 3;

    /** Length of a task id in ASCII. */
    private static final int ID_BYTES = 36;

    private final Serde<LaneEntry> entries;
    private final Serde<QueuePosition> positions = QueuePosition.serde();

    private TimerSerde(Serde<LaneEntry> entries) {
        this.entries = entries;
    }

    static Serde<Timer> serde(Serde<LaneEntry> entries) {
        var serde = new TimerSerde(entries);
        return Serdes.serdeFrom(serde::serialize, serde::deserialize);
    }

    private byte[] serialize(String topic, Timer timer) {
        return switch (timer) {
            case Timer.RetryDue(var entry) -> {
                var body = entries.serializer().serialize(topic, entry);
                yield ByteBuffer.allocate(1 + body.length)
                        .put(RETRY_DUE)
                        .put(body)
                        .array();
            }
            case Timer.DeadlinePassed(var task, var position) -> serialize(topic, DEADLINE_PASSED, task, position);
            case Timer.DeadlineNear(var task, var position) -> serialize(topic, DEADLINE_NEAR, task, position);
        };
    }

    private byte[] serialize(String topic, byte type, TaskId task, QueuePosition position) {
        var body = positions.serializer().serialize(topic, position);
        return ByteBuffer.allocate(1 + ID_BYTES + body.length)
                .put(type)
                .put(task.value().getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
    }

    private Timer deserialize(String topic, byte[] bytes) {
        return switch (bytes[0]) {
            case RETRY_DUE -> {
                var body = Arrays.copyOfRange(bytes, 1, bytes.length);
                yield new Timer.RetryDue(entries.deserializer().deserialize(topic, body));
            }
            case DEADLINE_PASSED -> new Timer.DeadlinePassed(task(bytes), position(topic, bytes));
            case DEADLINE_NEAR -> new Timer.DeadlineNear(task(bytes), position(topic, bytes));
            default -> throw new SerializationException("unknown type of timer: " + bytes[0]);
        };
    }

    private static TaskId task(byte[] bytes) {
        return new TaskId(new String(bytes, 1, ID_BYTES, StandardCharsets.US_ASCII));
    }

    private QueuePosition position(String topic, byte[] bytes) {
        return positions.deserializer().deserialize(topic, Arrays.copyOfRange(bytes, 1 + ID_BYTES, bytes.length));
    }
}

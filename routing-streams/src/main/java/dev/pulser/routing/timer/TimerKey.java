// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.task.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Key of a timer. Stored as 8 bytes of milliseconds followed by the task id, so that the store sorts by time.
 *
 * @param task null only in the bounds of a range, where it sorts before every task
 */
record TimerKey(Instant at, @Nullable TaskId task) {

    /** Returns a key that sorts before all timers of this time. */
    static TimerKey first(Instant at) {
        return new TimerKey(at, null);
    }

    static Serde<TimerKey> serde() {
        return Serdes.serdeFrom((topic, key) -> key.bytes(), (topic, bytes) -> parse(bytes));
    }

    private byte[] bytes() {
        var id = task == null ? new byte[0] : task.value().getBytes(StandardCharsets.US_ASCII);
        long millis = Math.max(0, at.toEpochMilli()); // negative numbers would sort last
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(millis)
                .put(id)
                .array();
    }

    private static TimerKey parse(byte[] bytes) {
        var id = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.US_ASCII);
        return new TimerKey(
                Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()), id.isEmpty() ? null : new TaskId(id));
    }
}

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
 * When a timer goes off, and whose it is. As bytes: eight for the milliseconds, then the id, so that the store is in the
 * order of time.
 *
 * @param task null only in the bounds of a range: before every task
 */
record Due(Instant at, @Nullable TaskId task) {

    static Due first(Instant at) {
        return new Due(at, null);
    }

    static Serde<Due> serde() {
        return Serdes.serdeFrom((topic, due) -> due.bytes(), (topic, bytes) -> parse(bytes));
    }

    private byte[] bytes() {
        var id = task == null ? new byte[0] : task.value().getBytes(StandardCharsets.US_ASCII);
        long millis = Math.max(0, at.toEpochMilli()); // negative ones would sort last
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(millis)
                .put(id)
                .array();
    }

    private static Due parse(byte[] bytes) {
        var id = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.US_ASCII);
        return new Due(Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()), id.isEmpty() ? null : new TaskId(id));
    }
}

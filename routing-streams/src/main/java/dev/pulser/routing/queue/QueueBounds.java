// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Bounds of a queue: 24 bytes in the store.
 *
 * @param head  index of the first task, or of an emptied position before it
 * @param tail  index of the next arrival, above {@code head}
 * @param count tasks in the queue, at most {@code tail - head}
 */
record QueueBounds(long head, long tail, long count) {

    static final QueueBounds EMPTY = new QueueBounds(0, 0, 0);

    boolean isEmpty() {
        return count <= 0 || head >= tail;
    }

    QueueBounds append() {
        return new QueueBounds(head, tail + 1, count + 1);
    }

    QueueBounds prepend() {
        return new QueueBounds(head - 1, tail, count + 1);
    }

    /** Returns the bounds after the task at {@code index} was removed. */
    QueueBounds without(long index) {
        return new QueueBounds(index == head ? head + 1 : head, tail, count - 1);
    }

    /** Returns the bounds with the emptied positions before {@code index} skipped. */
    QueueBounds skipTo(long index) {
        return new QueueBounds(index, tail, count);
    }

    static Serde<QueueBounds> serde() {
        return Serdes.serdeFrom(
                (topic, bounds) -> ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(bounds.head)
                        .putLong(bounds.tail)
                        .putLong(bounds.count)
                        .array(),
                (topic, bytes) -> parse(ByteBuffer.wrap(bytes)));
    }

    private static QueueBounds parse(ByteBuffer bytes) {
        return new QueueBounds(bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}

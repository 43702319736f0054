// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The two ends of a line that is not empty.
 *
 * @param head  index of the first task, or of a place before it that has been emptied
 * @param tail  index that the next arrival gets; above {@code head}
 * @param count tasks in it, at most {@code tail - head}
 */
record Ends(long head, long tail, long count) {

    static final Ends NONE = new Ends(0, 0, 0);

    boolean isEmpty() {
        return count <= 0 || head >= tail;
    }

    Ends appended() {
        return new Ends(head, tail + 1, count + 1);
    }

    Ends prepended() {
        return new Ends(head - 1, tail, count + 1);
    }

    /** After the task at {@code index} has gone. */
    Ends without(long index) {
        return new Ends(index == head ? head + 1 : head, tail, count - 1);
    }

    /** With what is before {@code index} passed over. */
    Ends from(long index) {
        return new Ends(index, tail, count);
    }

    static Serde<Ends> serde() {
        return Serdes.serdeFrom(
                (topic, ends) -> ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(ends.head)
                        .putLong(ends.tail)
                        .putLong(ends.count)
                        .array(),
                (topic, bytes) -> parse(ByteBuffer.wrap(bytes)));
    }

    private static Ends parse(ByteBuffer bytes) {
        long head = bytes.getLong();
        long tail = bytes.getLong();
        // The first form had no count, and hardly a hole.
        return new Ends(head, tail, bytes.hasRemaining() ? bytes.getLong() : tail - head);
    }
}

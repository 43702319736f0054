// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Position of a waiting task: its queue and its index there. Stored so that the positions of a queue sort by index.
 *
 * @param index ascending; never reused while the queue is not empty
 */
public record QueuePosition(QueueKey queue, long index) {

    /** Returns the serde of positions in stores. */
    public static Serde<QueuePosition> serde() {
        return Serdes.serdeFrom((topic, position) -> position.bytes(), (topic, bytes) -> parse(bytes));
    }

    private byte[] bytes() {
        return queue.bytes(Long.BYTES).putLong(index).array();
    }

    private static QueuePosition parse(byte[] bytes) {
        int length = bytes.length - Long.BYTES;
        return new QueuePosition(
                QueueKey.parse(bytes, length), ByteBuffer.wrap(bytes).getLong(length));
    }
}

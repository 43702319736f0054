// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The two ends of a line that is not empty.
 *
 * @param head index of the first task
 * @param tail index that the next arrival gets; above {@code head}
 */
record Ends(long head, long tail) {

    static Serde<Ends> serde() {
        return Serdes.serdeFrom(
                (topic, ends) -> ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(ends.head)
                        .putLong(ends.tail)
                        .array(),
                (topic, bytes) -> {
                    var buffer = ByteBuffer.wrap(bytes);
                    return new Ends(buffer.getLong(), buffer.getLong());
                });
    }
}

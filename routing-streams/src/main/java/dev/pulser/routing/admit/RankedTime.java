// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admit;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Ranks the inputs. Kafka Streams takes the record with the lowest time first, so the rank of its topic stands in for the
 * time of every record, and a flood of low tasks does not hold a critical one up. The record's own time goes on in a header.
 *
 * @param rank      0 or more; the lowest goes first
 * @param keepsTime whether anybody asks for the record's own time
 */
public record RankedTime(int rank, boolean keepsTime) implements TimestampExtractor {

    private static final String HEADER = "pulser-record-time";

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (keepsTime) {
            record.headers()
                    .add(
                            HEADER,
                            ByteBuffer.allocate(Long.BYTES)
                                    .putLong(record.timestamp())
                                    .array());
        }
        return rank;
    }

    /** Takes a record's own time out of its headers. */
    static Instant take(Headers headers) {
        var header = headers.lastHeader(HEADER); // the last one is ours, whatever a producer has sent
        if (header == null) {
            throw new IllegalStateException("the record did not come through a source that keeps its time");
        }
        headers.remove(HEADER);
        return Instant.ofEpochMilli(Math.max(0, ByteBuffer.wrap(header.value()).getLong()));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admission;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Timestamp extractor that returns the rank of a topic. Kafka Streams processes the record with the lowest timestamp
 * first, so that many low tasks do not delay a critical one. The record's own timestamp is passed on in a header.
 *
 * @param rank            0 or more; the lowest is processed first
 * @param keepsRecordTime true adds the header with the record's own timestamp
 */
public record PriorityTimestampExtractor(int rank, boolean keepsRecordTime) implements TimestampExtractor {

    private static final String HEADER = "pulser-record-time";

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (keepsRecordTime) {
            record.headers()
                    .add(
                            HEADER,
                            ByteBuffer.allocate(Long.BYTES)
                                    .putLong(record.timestamp())
                                    .array());
        }
        return rank;
    }

    /** Removes the header and returns the record's own timestamp. */
    static Instant takeRecordTime(Headers headers) {
        var header = headers.lastHeader(HEADER); // the last one was added here, earlier ones by producers
        if (header == null) {
            throw new IllegalStateException("the source of this record does not keep its timestamp");
        }
        headers.remove(HEADER);
        return Instant.ofEpochMilli(Math.max(0, ByteBuffer.wrap(header.value()).getLong()));
    }
}

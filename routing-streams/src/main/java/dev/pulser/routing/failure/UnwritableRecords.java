// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that the broker finds too large, which only happens where its limit is below {@code
 * pulser.routing.max-record-bytes}, is named in a dead letter without its content. Everything else fails the thread.
 */
public final class UnwritableRecords implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UnwritableRecords.class);

    private @Nullable DeadLetterRecords letters;

    @Override
    public void configure(Map<String, ?> config) {
        letters = DeadLetterRecords.from(config);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (letters == null || !(exception instanceof RecordTooLargeException)) {
            return Response.fail();
        }
        LOG.error("record too large topic={} limit=pulser.routing.max-record-bytes", record.topic(), exception);
        var reason =
                "a record for %s is too large for the broker: %s".formatted(record.topic(), exception.getMessage());
        return Response.resume(letters.of(context, "record-too-large", reason, null, null));
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kafka Streams has it
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail(); // stages write bytes, so nothing is serialised here
    }
}

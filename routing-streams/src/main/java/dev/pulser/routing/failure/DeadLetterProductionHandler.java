// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import dev.pulser.routing.output.DeadLetterFactory;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Handler of records that the broker rejects as too large, which happens only when its limit is lower than {@code
 * pulser.routing.max-record-bytes}: a dead letter without content is written. Other exceptions fail the stream thread.
 */
public final class DeadLetterProductionHandler implements ProductionExceptionHandler {

    private static final Logger LOG = Logger.getLogger(DeadLetterProductionHandler.class);

    private @Nullable DeadLetterRecords deadLetters;

    @Override
    public void configure(Map<String, ?> config) {
        deadLetters = DeadLetterRecords.from(config);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (deadLetters == null || !(exception instanceof RecordTooLargeException)) {
            return Response.fail();
        }
        LOG.errorf(
                exception,
                "Record too large for the broker topic=%s reason=\"Lower pulser.routing.max-record-bytes\"",
                record.topic());
        var reason = "A record for topic %s is too large for the broker: %s"
                .formatted(record.topic(), exception.getMessage());
        return Response.resume(deadLetters.of(context, DeadLetterFactory.RECORD_TOO_LARGE, reason, null, null));
    }

    @Override
    @SuppressWarnings("rawtypes") // signature of Kafka Streams
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail(); // processors forward bytes, so that nothing is serialized here
    }
}

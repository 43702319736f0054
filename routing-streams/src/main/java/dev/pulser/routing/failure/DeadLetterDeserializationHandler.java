// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Handler of records that cannot be deserialized: the record becomes a dead letter with its bytes. A retriable
 * exception, for example an unavailable schema registry, fails the stream thread, and the record is read again.
 */
public final class DeadLetterDeserializationHandler implements DeserializationExceptionHandler {

    private static final Logger LOG = Logger.getLogger(DeadLetterDeserializationHandler.class);

    private @Nullable DeadLetterRecords deadLetters;

    @Override
    public void configure(Map<String, ?> config) {
        deadLetters = DeadLetterRecords.from(config);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException || deadLetters == null) {
            return Response.fail();
        }
        var reason = Objects.requireNonNullElse(exception.getMessage(), "The record could not be deserialized.");
        LOG.warnf(
                "Record deserialization failed topic=%s partition=%s offset=%s reason=\"%s\"",
                record.topic(), record.partition(), record.offset(), reason);
        return Response.resume(deadLetters.of(context, "deserialization", reason, record.key(), record.value()));
    }
}

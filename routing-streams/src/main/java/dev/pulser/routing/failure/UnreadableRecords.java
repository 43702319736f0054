// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that cannot be read goes to the dead letters with its bytes, and the stream goes on. One that cannot be read
 * now, because the schema registry is away, fails the thread: the record is read again.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

    private @Nullable DeadLetterRecords letters;

    @Override
    public void configure(Map<String, ?> config) {
        letters = DeadLetterRecords.from(config);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException || letters == null) {
            return Response.fail();
        }
        var reason = Objects.requireNonNullElse(exception.getMessage(), "unreadable");
        LOG.warn(
                "record unreadable topic={} partition={} offset={} reason={}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason);
        return Response.resume(letters.of(context, "deserialization", reason, record.key(), record.value()));
    }
}

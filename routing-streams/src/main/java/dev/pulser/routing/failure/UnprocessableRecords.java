// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import dev.pulser.contract.topic.TopicNames;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that a stage breaks on goes to the dead letters with its bytes, and the stream goes on: read again, it would
 * break it again. What Kafka or a store reports is not the record's fault and fails the thread, as does a timer.
 */
public final class UnprocessableRecords implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UnprocessableRecords.class);

    private static final Set<String> GLOBAL = Set.of(TopicNames.AGENT_DEFINITIONS, TopicNames.AGENT_STATUS);

    private @Nullable DeadLetterRecords letters;

    @Override
    public void configure(Map<String, ?> config) {
        letters = DeadLetterRecords.from(config);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (letters == null || context.topic() == null || isOfThePlatform(exception)) {
            return Response.fail();
        }
        LOG.error(
                "record unprocessable stage={} topic={} partition={} offset={}",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                exception);
        if (GLOBAL.contains(context.topic())) {
            return Response.resume(); // on the global thread, which cannot write; what is known stays as it was
        }
        return Response.resume(letters.of(
                context, "processing", exception.toString(), context.sourceRawKey(), context.sourceRawValue()));
    }

    private static boolean isOfThePlatform(Throwable exception) {
        for (var cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException) {
                return true;
            }
        }
        return false;
    }
}

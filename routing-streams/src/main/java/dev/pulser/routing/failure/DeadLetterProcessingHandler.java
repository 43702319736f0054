// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import dev.pulser.contract.topic.TopicNames;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Handler of exceptions in processors: the record becomes a dead letter with its bytes, because a retry would fail too.
 * Exceptions of Kafka or of a store, and those in timers, fail the stream thread.
 */
public final class DeadLetterProcessingHandler implements ProcessingExceptionHandler {

    private static final Logger LOG = Logger.getLogger(DeadLetterProcessingHandler.class);

    private static final Set<String> GLOBAL_TOPICS = Set.of(TopicNames.AGENT_DEFINITIONS, TopicNames.AGENT_STATUS);

    private @Nullable DeadLetterRecords deadLetters;

    @Override
    public void configure(Map<String, ?> config) {
        deadLetters = DeadLetterRecords.from(config);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (deadLetters == null || context.topic() == null || isPlatformFailure(exception)) {
            return Response.fail();
        }
        LOG.errorf(
                exception,
                "Record processing failed processor=%s topic=%s partition=%s offset=%s",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset());
        if (GLOBAL_TOPICS.contains(context.topic())) {
            return Response.resume(); // the global thread cannot write
        }
        return Response.resume(deadLetters.of(
                context, "processing", exception.toString(), context.sourceRawKey(), context.sourceRawValue()));
    }

    private static boolean isPlatformFailure(Throwable exception) {
        for (var cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException) {
                return true;
            }
        }
        return false;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.output.DeadLetterFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Factory of the dead-letter records that exception handlers return to Kafka Streams, which writes them within the
 * transaction. Passed to the handlers through the configuration, because Kafka Streams instantiates them.
 *
 * @param maxBytes largest record in bytes, with key, headers and batch overhead
 */
public record DeadLetterRecords(Topics topics, InstantSource clock, int maxBytes) {

    /** Configuration key of this factory. */
    public static final String CONFIG = "pulser.dead-letter-records";

    /** Upper bound of the record overhead in bytes. */
    private static final int OVERHEAD_BYTES = 256;

    static DeadLetterRecords from(Map<String, ?> config) {
        return (DeadLetterRecords) Objects.requireNonNull(config.get(CONFIG), CONFIG);
    }

    /** Returns the dead letter of a record, without its bytes when it would be too large. */
    List<ProducerRecord<byte[], byte[]>> of(
            ErrorHandlerContext context, String code, String reason, byte @Nullable [] key, byte @Nullable [] value) {
        var source = DeadLetter.Source.at(context.topic(), context.partition(), context.offset());
        var now = clock.instant();
        var complete = record(
                DeadLetterFactory.ofRecord(
                        null, now, new TaskError(code, reason), source.withBytes(bytes(key), bytes(value))),
                now);
        boolean fits = Objects.requireNonNull(complete.value()).length + OVERHEAD_BYTES <= maxBytes;
        return List.of(fits ? complete : record(withoutBytes(code, reason, source, now), now));
    }

    private static DeadLetter withoutBytes(String code, String reason, DeadLetter.Source source, Instant now) {
        var tooLarge = "%s: %s The content is omitted, because the record would be too large.".formatted(code, reason);
        return DeadLetterFactory.ofRecord(
                null, now, new TaskError(DeadLetterFactory.RECORD_TOO_LARGE, tooLarge), source);
    }

    private ProducerRecord<byte[], byte[]> record(DeadLetter deadLetter, Instant now) {
        var topic = topics.deadLetters();
        var value = topic.values().serializer().serialize(topic.name(), deadLetter);
        var record = new ProducerRecord<byte[], byte[]>(topic.name(), null, now.toEpochMilli(), null, value);
        record.headers().add(HeaderNames.ERROR_CODE, deadLetter.error().code().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static @Nullable Bytes bytes(byte @Nullable [] bytes) {
        return bytes == null ? null : Bytes.wrap(bytes);
    }
}

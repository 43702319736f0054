// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import static java.util.Objects.requireNonNull;

import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.out.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as the exception handlers give them to Kafka Streams, which writes them within the transaction. Handed to
 * the handlers through the configuration, because Kafka Streams makes those itself.
 *
 * @param maxBytes of a record with everything around it
 */
public record DeadLetterRecords(Topics topics, InstantSource clock, int maxBytes) {

    /** The name of this in the configuration of Kafka Streams. */
    public static final String CONFIG = "pulser.dead-letter-records";

    /** Around key, value and header of a record, at most. */
    private static final int FRAME_BYTES = 256;

    static DeadLetterRecords from(Map<String, ?> config) {
        return (DeadLetterRecords) requireNonNull(config.get(CONFIG), CONFIG);
    }

    /** A record that could not be handled; its bytes are left out where the dead letter would be too large with them. */
    List<ProducerRecord<byte[], byte[]>> of(
            ErrorHandlerContext context, String code, String reason, byte @Nullable [] key, byte @Nullable [] value) {
        var source = new DeadLetter.Source(context.topic(), context.partition(), context.offset());
        var now = clock.instant();
        var whole = record(DeadLetters.ofRecord(null, now, code, reason, source, bytes(key), bytes(value)), now);
        boolean fits = requireNonNull(whole.value()).length + FRAME_BYTES <= maxBytes;
        return List.of(fits ? whole : record(withoutBytes(code, reason, source, now), now));
    }

    private DeadLetter withoutBytes(String code, String reason, DeadLetter.Source source, Instant now) {
        var why = "%s: %s; the bytes are left out, because with them this record is too large".formatted(code, reason);
        return DeadLetters.ofRecord(null, now, DeadLetters.RECORD_TOO_LARGE, why, source, null, null);
    }

    private ProducerRecord<byte[], byte[]> record(DeadLetter letter, Instant now) {
        var topic = topics.deadLetters();
        var value = topic.values().serializer().serialize(topic.name(), letter);
        var record = new ProducerRecord<byte[], byte[]>(topic.name(), null, now.toEpochMilli(), null, value);
        record.headers().add(HeaderNames.ERROR_CODE, letter.code().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static @Nullable Bytes bytes(byte @Nullable [] bytes) {
        return bytes == null ? null : Bytes.wrap(bytes);
    }
}

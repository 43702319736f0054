// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.wire.Frames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The task topics, as any producer sees them: no key, the partition that comes. Safe from any thread. */
public final class KafkaDoor implements AutoCloseable {

    private static final String COMPANY_HEADER = "pulser-company";

    private final KafkaProducer<byte[], byte[]> producer;
    private final Frames frames;

    public KafkaDoor(String bootstrap, Frames frames) {
        this.frames = frames;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 45_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static String topic(String priority) {
        return "pulser.tasks." + priority;
    }

    /** The company stands in a header. */
    Optional<Place> sendJson(Draft draft) throws InterruptedException {
        var record = new ProducerRecord<byte[], byte[]>(
                topic(draft.priority()), null, draft.json().getBytes(StandardCharsets.UTF_8));
        record.headers().add(COMPANY_HEADER, draft.company().getBytes(StandardCharsets.UTF_8));
        return send(record);
    }

    /** The company stands in the record; a header would have to say the same. */
    Optional<Place> sendAvro(Draft draft) throws InterruptedException {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("company", draft.company());
        fields.put("task_type", draft.type());
        fields.put("payload", draft.payload());
        fields.put("idempotency_key", draft.key());
        var record = new ProducerRecord<byte[], byte[]>(topic(draft.priority()), null, frames.write("Task", fields));
        record.headers().add(COMPANY_HEADER, draft.company().getBytes(StandardCharsets.UTF_8));
        return send(record);
    }

    /** Where the broker put it; empty where nobody knows whether it did. */
    public Optional<Place> send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            var metadata = producer.send(record).get();
            return Optional.of(new Place(metadata.topic(), metadata.partition(), metadata.offset()));
        } catch (ExecutionException | KafkaException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

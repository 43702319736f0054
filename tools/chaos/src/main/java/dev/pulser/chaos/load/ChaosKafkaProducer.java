// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.wire.AvroRecords;
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

/** Producer of task records without key or partition, as any client could send them. Thread-safe. */
public final class ChaosKafkaProducer implements AutoCloseable {

    private static final String COMPANY_HEADER = "pulser-company";

    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroRecords records;

    public ChaosKafkaProducer(String bootstrap, AvroRecords records) {
        this.records = records;
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

    /** Sends the task in JSON, with the company in a header. */
    Optional<RecordPosition> sendJson(GeneratedTask draft) throws InterruptedException {
        var record = new ProducerRecord<byte[], byte[]>(
                topic(draft.priority()), null, draft.json().getBytes(StandardCharsets.UTF_8));
        record.headers().add(COMPANY_HEADER, draft.company().getBytes(StandardCharsets.UTF_8));
        return send(record);
    }

    /** Sends the task in Avro, with the company in the record and in a header. */
    Optional<RecordPosition> sendAvro(GeneratedTask draft) throws InterruptedException {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("company", draft.company());
        fields.put("task_type", draft.type());
        fields.put("payload", draft.payload());
        fields.put("idempotency_key", draft.key());
        var record = new ProducerRecord<byte[], byte[]>(topic(draft.priority()), null, records.write("Task", fields));
        record.headers().add(COMPANY_HEADER, draft.company().getBytes(StandardCharsets.UTF_8));
        return send(record);
    }

    /** Sends a record and returns its position; empty when the outcome is unknown. */
    public Optional<RecordPosition> send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            var metadata = producer.send(record).get();
            return Optional.of(new RecordPosition(metadata.topic(), metadata.partition(), metadata.offset()));
        } catch (ExecutionException | KafkaException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.process.LaunchFailure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts tasks into Kafka as any producer of another program does: JSON, without a key. */
record KafkaDoor(String bootstrap) {

    private static final int LIMIT_MILLIS = 10_000;

    /** Returns when the broker has the record; the answer holds its place and the id the task gets there. */
    JsonNode submit(ObjectNode task, Optional<String> idempotencyKey) {
        idempotencyKey.ifPresent(key -> task.put("idempotency_key", key));
        var name = task.path("priority").asText("medium");
        var priority = Priority.parse(name)
                .orElseThrow(() -> new UsageFailure("priority is one of " + Priority.ALL + ", not " + name));
        try (var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LIMIT_MILLIS),
                new StringSerializer(),
                new StringSerializer())) {
            var at = producer.send(new ProducerRecord<>(TopicNames.tasks(priority), task.toString()))
                    .get();
            var answer = task.objectNode();
            if (idempotencyKey.isEmpty()) {
                var time = Instant.ofEpochMilli(at.timestamp());
                var id = TaskId.ofRecord(time, at.topic(), at.partition(), at.offset());
                answer.put("task_id", id.value());
            }
            return answer.put("topic", at.topic())
                    .put("partition", at.partition())
                    .put("offset", at.offset());
        } catch (KafkaException | ExecutionException e) {
            throw new LaunchFailure(
                    "Kafka at %s did not take the task (%s): is it up? --kafka HOST:PORT takes another"
                            .formatted(bootstrap, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.console.CommandFailedException;
import dev.pulser.cli.console.ErrorText;
import dev.pulser.cli.console.UsageException;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.topic.TopicNames;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Producer of tasks as JSON records without a key.
 *
 * @param bootstrap bootstrap servers, {@code host:port}
 */
record KafkaTaskProducer(String bootstrap) {

    private static final int LIMIT_MILLIS = 10_000;

    /**
     * Sends a task. Returns its topic, partition and offset once the broker has acknowledged it, and its id unless a
     * key defines that.
     */
    JsonNode send(ObjectNode task, Optional<String> idempotencyKey) {
        idempotencyKey.ifPresent(key -> task.put("idempotency_key", key));
        var name = task.path("priority").asText("medium");
        var priority = Priority.parse(name)
                .orElseThrow(() ->
                        new UsageException("Invalid priority '%s'. Use one of %s.".formatted(name, Priority.ALL)));
        try (var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LIMIT_MILLIS),
                new StringSerializer(),
                new StringSerializer())) {
            var metadata = producer.send(new ProducerRecord<>(TopicNames.tasks(priority), task.toString()))
                    .get();
            var receipt = task.objectNode();
            if (idempotencyKey.isEmpty()) {
                var time = Instant.ofEpochMilli(metadata.timestamp());
                var id = TaskId.ofRecord(time, metadata.topic(), metadata.partition(), metadata.offset());
                receipt.put("task_id", id.value());
            }
            return receipt.put("topic", metadata.topic())
                    .put("partition", metadata.partition())
                    .put("offset", metadata.offset());
        } catch (KafkaException | ExecutionException e) {
            throw new CommandFailedException(
                    "Cannot send the task to Kafka at %s: %s. Check that it is running, or set another address with --kafka HOST:PORT."
                            .formatted(bootstrap, ErrorText.of(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted while waiting for Kafka.", e);
        }
    }
}

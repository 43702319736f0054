// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import dev.pulser.cli.console.CommandFailedException;
import dev.pulser.cli.console.ErrorText;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.document.AgentsFile;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Publisher of the agents of a file to their topic. An agent of the file replaces one of the same name; others remain.
 *
 * @param file YAML or JSON file with the agents
 */
public record AgentsFilePublisher(Path file) {

    private static final int TIMEOUT_MILLIS = 20_000;

    /**
     * Reads and validates the file.
     *
     * @throws CommandFailedException with the file, the agent and the field of the first error
     */
    public List<AgentDefinition> read() {
        try {
            return AgentsFile.read(file);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Publishes every agent of the file, and returns once the broker has acknowledged them.
     *
     * @param bootstrap bootstrap servers, {@code host:port}
     * @param registry  schema registry; empty for the built-in schema ids
     * @return number of agents
     */
    public int publish(String bootstrap, Optional<URI> registry) {
        var agents = read();
        var topic = Topics.using(Codecs.using(registry.orElse(null))).agentDefinitions();
        try (var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        TIMEOUT_MILLIS,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                topic.keys().serializer(),
                topic.values().serializer())) {
            var sent = agents.stream()
                    .map(agent -> producer.send(new ProducerRecord<>(topic.name(), agent.name(), agent)))
                    .toList();
            for (var each : sent) {
                each.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            }
            return sent.size();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw new CommandFailedException(
                    "Cannot publish the agents of %s: %s.".formatted(file, ErrorText.of(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted while waiting for Kafka.", e);
        }
    }
}

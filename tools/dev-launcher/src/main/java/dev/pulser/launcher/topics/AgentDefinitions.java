// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.topics;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.text.AgentsFile;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import dev.pulser.launcher.process.LaunchFailure;
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
 * The agents of a file, brought to the topic where the services read them. An agent of the file replaces the one of the
 * same name; the others stay.
 */
public record AgentDefinitions(Path file) {

    private static final int LIMIT_MILLIS = 20_000;

    /**
     * Reads and checks the file.
     *
     * @throws LaunchFailure in one sentence that names the file, the agent and the field
     */
    public List<AgentDefinition> read() {
        try {
            return AgentsFile.read(file);
        } catch (IllegalArgumentException e) {
            throw new LaunchFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Publishes every agent of the file; returns when the broker has them.
     *
     * @param registry where schema ids come from; the built-in ones where it is empty
     * @return how many
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
                        LIMIT_MILLIS,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                topic.keys().serializer(),
                topic.values().serializer())) {
            var sent = agents.stream()
                    .map(agent -> producer.send(new ProducerRecord<>(topic.name(), agent.name(), agent)))
                    .toList();
            for (var each : sent) {
                each.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            }
            return sent.size();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw new LaunchFailure("the agents of %s could not be published: %s".formatted(file, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }
}

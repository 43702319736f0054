// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publisher of agent definitions; services read them asynchronously. */
public final class AgentDefinitionPublisher {

    private AgentDefinitionPublisher() {}

    public static void publish(String kafka, AgentDefinition... agents) throws IOException {
        var topic = Topics.using(Codecs.builtIn()).agentDefinitions();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.ACKS_CONFIG, "all"),
                topic.keys().serializer(),
                topic.values().serializer())) {
            for (var agent : agents) {
                producer.send(new ProducerRecord<>(topic.name(), agent.name(), agent))
                        .get(10, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IOException("agent definition could not be published", e);
        }
    }
}

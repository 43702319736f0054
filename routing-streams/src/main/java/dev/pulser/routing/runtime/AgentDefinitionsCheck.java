// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.contract.topic.TopicNames;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.start.ServiceStartException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Check that the topic of agent definitions is not empty. */
final class AgentDefinitionsCheck {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

    private AgentDefinitionsCheck() {}

    static void requireAgents(KafkaConfig kafka) throws ServiceStartException, InterruptedException {
        var definitions = new TopicPartition(TopicNames.AGENT_DEFINITIONS, 0);
        try (var admin = new KafkaClients(kafka.bootstrap()).admin(CALL_LIMIT)) {
            long end = admin.listOffsets(Map.of(definitions, OffsetSpec.latest()))
                    .partitionResult(definitions)
                    .get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
            if (end == 0) {
                throw new ServiceStartException(
                        "Topic %s defines no agent. Publish the agents with `./pulser topics create`."
                                .formatted(TopicNames.AGENT_DEFINITIONS));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new ServiceStartException(
                    "Topic %s could not be read (%s). Check the broker, then start again."
                            .formatted(TopicNames.AGENT_DEFINITIONS, e.getMessage()),
                    e);
        }
    }
}

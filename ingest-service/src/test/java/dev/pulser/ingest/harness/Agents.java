// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import static dev.pulser.contract.sample.Samples.anAgent;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.agents.AgentCatalog;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Agent definitions of the tests, as records of their topic. */
public final class Agents {

    /** Payload schema of agent {@code echo}. */
    public static final String SCHEMA =
            "{\"properties\":{\"suite\":{\"type\":\"string\"},\"runs\":{\"maximum\":9}},\"required\":[\"suite\"]}";

    private Agents() {}

    public static void announce(AgentCatalog catalog) {
        var topic = Topics.using(Codecs.builtIn()).agentDefinitions();
        List<AgentDefinition> agents = List.of(
                anAgent("maya").homeOf("documentation").build(),
                anAgent("dash").homeOf("analytics").build(),
                anAgent("echo").homeOf("testing").taking(SCHEMA).build(),
                anAgent("arkie").homeOf("infrastructure").disabled().build(),
                anAgent("pulser")
                        .homeOf("orchestration")
                        .backedUpBy("arkie", "maya")
                        .disabled()
                        .build());
        for (var agent : agents) {
            catalog.onRecord(new ConsumerRecord<>(
                    topic.name(),
                    0,
                    0,
                    topic.keys().serializer().serialize(topic.name(), agent.name()),
                    topic.values().serializer().serialize(topic.name(), agent)));
        }
        catalog.onCaughtUp();
    }
}

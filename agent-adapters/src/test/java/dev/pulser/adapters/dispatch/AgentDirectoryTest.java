// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AgentDirectoryTest {

    private final Topic<AgentName, AgentDefinition> topic =
            Topics.using(Codecs.builtIn()).agentDefinitions();
    private final TopicPartition partition = new TopicPartition(topic.name(), 0);
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final AgentDirectory definitions = new AgentDirectory(() -> kafka, topic);
    private long offset;

    @AfterEach
    void close() {
        definitions.close();
    }

    @Test
    void completesAfterReadingExistingRecords() {
        start(3, () -> {
            add("alpha", Samples.anAgent("alpha").build());
            addBytes("beta", new byte[] {1, 2, 3});
            add("gamma", Samples.anAgent("gamma").build());
        });

        assertThat(definitions.complete().join().agents())
                .extracting(agent -> agent.name().value())
                .containsExactly("alpha", "gamma");
    }

    @Test
    void completesWithoutAgentsWhenTheTopicIsEmpty() {
        start(0, () -> {});

        assertThat(definitions.complete().join().isEmpty()).isTrue();
    }

    @Test
    void followsChangesAndRemovals() {
        start(0, () -> {});
        definitions.complete().join();
        var alpha = new AgentName("alpha");

        kafka.schedulePollTask(
                () -> add("alpha", Samples.anAgent("alpha").capacity(7).build()));
        await().until(() -> definitions.get().find(alpha).isPresent());
        assertThat(definitions.get().find(alpha).orElseThrow().capacity()).isEqualTo(7);

        kafka.schedulePollTask(() -> add("alpha", null));
        await().until(() -> definitions.get().isEmpty());
    }

    private void start(long end, Runnable records) {
        kafka.updatePartitions(topic.name(), List.of(new PartitionInfo(topic.name(), 0, null, null, null)));
        kafka.updateBeginningOffsets(Map.of(partition, 0L));
        kafka.updateEndOffsets(Map.of(partition, end));
        kafka.schedulePollTask(records);
        definitions.start();
    }

    private void add(String name, @Nullable AgentDefinition definition) {
        addBytes(name, topic.values().serializer().serialize(topic.name(), definition));
    }

    private void addBytes(String name, byte @Nullable [] value) {
        var key = topic.keys().serializer().serialize(topic.name(), new AgentName(name));
        kafka.addRecord(new ConsumerRecord<>(topic.name(), 0, offset++, key, value));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.batch;

import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.telemetry.sample.SinkBatches.AGENT_DEFINITIONS;
import static dev.pulser.telemetry.sample.SinkBatches.AGENT_STATUS;
import static dev.pulser.telemetry.sample.SinkBatches.COMMANDS;
import static dev.pulser.telemetry.sample.SinkBatches.TOOL_APPROVALS;
import static dev.pulser.telemetry.sample.SinkBatches.TOOL_DEFINITIONS;
import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static dev.pulser.telemetry.sample.ToolRecords.approvedBy;
import static dev.pulser.telemetry.sample.ToolRecords.listed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.telemetry.health.SinkStatus;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SinkRecordDecoderTest {

    private final Topics topics = Topics.using(Codecs.builtIn());
    private final SinkStatus state = new SinkStatus();
    private final SinkRecordDecoder decoder = new SinkRecordDecoder(topics, state);

    @Test
    void decodesCommands() {
        var command = aCommand(new Command.Cancel(aTask().build().id()));

        assertThat(decoder.decode(one(COMMANDS, bytes(topics.commands(), command)))
                        .commands())
                .containsExactly(command);
    }

    @Test
    void decodesTheStatusOfLanes() {
        var status = AgentStatus.of(MAYA, NOON, new AgentLoad(1, 0, 0, 0, null));

        assertThat(decoder.decode(one(AGENT_STATUS, bytes(topics.agentStatus(), status)))
                        .agentStatuses())
                .containsExactly(status);
    }

    @Test
    void decodesDefinitionsAndDeletionsOfAgents() {
        var maya = anAgent("maya").backedUpBy("dash").build();
        var key = topics.agentDefinitions().keys().serializer().serialize("", MAYA);

        assertThat(decoder.decode(one(AGENT_DEFINITIONS, key, bytes(topics.agentDefinitions(), maya)))
                        .agentDefinitions())
                .containsExactly(new SinkRecord.AgentDefinitionRecord(AGENT_DEFINITIONS, 0, MAYA, maya));
        assertThat(decoder.decode(one(AGENT_DEFINITIONS, key, null)).agentDefinitions())
                .containsExactly(new SinkRecord.AgentDefinitionRecord(AGENT_DEFINITIONS, 0, MAYA, null));
        assertThat(state.skippedRecords()).isZero();
    }

    @Test
    void decodesDefinitionsAndApprovalsOfTools() {
        var definition = listed(1, "h1");
        var approval = approvedBy("maya@example.com", 2, "h1");

        assertThat(decoder.decode(one(TOOL_DEFINITIONS, bytes(topics.toolDefinitions(), definition)))
                        .toolDefinitions())
                .containsExactly(definition);
        assertThat(decoder.decode(one(TOOL_APPROVALS, bytes(topics.toolApprovals(), approval)))
                        .toolApprovals())
                .containsExactly(approval);
    }

    @Test
    void skipsARecordWithAnotherSchema() {
        var status = AgentStatus.of(MAYA, NOON, new AgentLoad(1, 0, 0, 0, null));

        var batch = decoder.decode(one(COMMANDS, bytes(topics.agentStatus(), status)));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.nextOffsets()).containsEntry(COMMANDS, 1L);
        assertThat(state.skippedRecords()).isEqualTo(1);
    }

    private static <V> byte[] bytes(Topic<?, V> topic, V value) {
        return topic.values().serializer().serialize(topic.name(), value);
    }

    private static ConsumerRecords<byte[], byte[]> one(TopicPartition partition, byte[] value) {
        return one(partition, new byte[0], value);
    }

    private static ConsumerRecords<byte[], byte[]> one(TopicPartition partition, byte[] key, byte @Nullable [] value) {
        return new ConsumerRecords<>(
                Map.of(
                        partition,
                        List.of(new ConsumerRecord<>(partition.topic(), partition.partition(), 0, key, value))),
                Map.of(partition, new OffsetAndMetadata(1)));
    }
}

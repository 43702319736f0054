// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.telemetry.sample.Batches.APPROVALS;
import static dev.pulser.telemetry.sample.Batches.COMMANDS;
import static dev.pulser.telemetry.sample.Batches.DEFINITIONS;
import static dev.pulser.telemetry.sample.Batches.OFFERS;
import static dev.pulser.telemetry.sample.Batches.STATUS;
import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Events.NOON;
import static dev.pulser.telemetry.sample.Tools.anOffer;
import static dev.pulser.telemetry.sample.Tools.approvedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedDecoderTest {

    private final Topics topics = Topics.using(Codecs.builtIn());
    private final FeedState state = new FeedState();
    private final FeedDecoder decoder = new FeedDecoder(topics, state);

    @Test
    void readsCommands() {
        var command = aCommand(new Command.Cancel(aTask().build().id()));

        assertThat(decoder.decode(one(COMMANDS, bytes(topics.commands(), command)))
                        .commands())
                .containsExactly(command);
    }

    @Test
    void readsTheStatusOfLanes() {
        var status = new AgentStatus(MAYA, NOON, 1, 0, 0, 0, false, List.of(), null, List.of());

        assertThat(decoder.decode(one(STATUS, bytes(topics.agentStatus(), status)))
                        .statuses())
                .containsExactly(status);
    }

    @Test
    void readsDefinitionsAndThatAnAgentIsNoMore() {
        var maya = anAgent("maya").backedUpBy("dash").build();
        var key = topics.agentDefinitions().keys().serializer().serialize("", MAYA);

        assertThat(decoder.decode(one(DEFINITIONS, key, bytes(topics.agentDefinitions(), maya)))
                        .definitions())
                .containsExactly(new FeedRecord.Defined(DEFINITIONS, 0, MAYA, maya));
        assertThat(decoder.decode(one(DEFINITIONS, key, null)).definitions())
                .containsExactly(new FeedRecord.Defined(DEFINITIONS, 0, MAYA, null));
        assertThat(state.skippedRecords()).isZero();
    }

    @Test
    void readsOffersAndApprovalsOfTools() {
        var offer = anOffer(1, "h1");
        var approval = approvedBy("maya@example.com", 2, "h1");

        assertThat(decoder.decode(one(OFFERS, bytes(topics.toolOffers(), offer)))
                        .offers())
                .containsExactly(offer);
        assertThat(decoder.decode(one(APPROVALS, bytes(topics.toolApprovals(), approval)))
                        .approvals())
                .containsExactly(approval);
    }

    @Test
    void leavesOutARecordOfAnotherForm() {
        var status = new AgentStatus(MAYA, NOON, 1, 0, 0, 0, false, List.of(), null, List.of());

        var batch = decoder.decode(one(COMMANDS, bytes(topics.agentStatus(), status)));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.next()).containsEntry(COMMANDS, 1L);
        assertThat(state.skippedRecords()).isEqualTo(1);
    }

    private static <V> byte[] bytes(Topic<?, V> topic, V value) {
        return topic.values().serializer().serialize(topic.name(), value);
    }

    private static ConsumerRecords<byte[], byte[]> one(TopicPartition place, byte[] value) {
        return one(place, new byte[0], value);
    }

    private static ConsumerRecords<byte[], byte[]> one(TopicPartition place, byte[] key, byte @Nullable [] value) {
        return new ConsumerRecords<>(
                Map.of(place, List.of(new ConsumerRecord<>(place.topic(), place.partition(), 0, key, value))),
                Map.of(place, new OffsetAndMetadata(1)));
    }
}

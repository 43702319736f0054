// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;

/**
 * Turns bytes into records. What cannot be read is logged with its place, counted and left out.
 *
 * <p>Errors: a {@link RetriableException} where a schema registry has to be asked and does not answer.
 */
public final class FeedDecoder {

    private static final Logger LOG = Logger.getLogger(FeedDecoder.class);

    private final Topics topics;
    private final FeedState state;

    public FeedDecoder(Topics topics, FeedState state) {
        this.topics = topics;
        this.state = state;
    }

    Batch decode(ConsumerRecords<byte[], byte[]> read) {
        var records = new ArrayList<FeedRecord>(read.count());
        read.forEach(record -> decode(record).ifPresent(records::add));
        var next = new HashMap<TopicPartition, Long>();
        read.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
        return new Batch(records, next);
    }

    private Optional<FeedRecord> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            var partition = new TopicPartition(record.topic(), record.partition());
            return Optional.of(
                    switch (record.topic()) {
                        case TopicNames.TASK_EVENTS ->
                            new FeedRecord.Step(partition, record.offset(), value(topics.taskEvents(), record));
                        case TopicNames.DEAD_LETTERS ->
                            new FeedRecord.Letter(partition, record.offset(), value(topics.deadLetters(), record));
                        case TopicNames.COMMANDS ->
                            new FeedRecord.Commanded(partition, record.offset(), value(topics.commands(), record));
                        case TopicNames.AGENT_STATUS ->
                            new FeedRecord.Counted(partition, record.offset(), value(topics.agentStatus(), record));
                        case TopicNames.AGENT_DEFINITIONS ->
                            new FeedRecord.Defined(
                                    partition,
                                    record.offset(),
                                    key(topics.agentDefinitions(), record),
                                    record.value() == null ? null : value(topics.agentDefinitions(), record));
                        case TopicNames.TOOL_OFFERS ->
                            new FeedRecord.Offered(partition, record.offset(), value(topics.toolOffers(), record));
                        case TopicNames.TOOL_APPROVALS ->
                            new FeedRecord.Approved(partition, record.offset(), value(topics.toolApprovals(), record));
                        default -> throw new SerializationException("nobody asked for this topic");
                    });
        } catch (RetriableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever is wrong with one record, the ones behind it must pass.
            state.skipped();
            LOG.warnf(
                    "record left out topic=%s partition=%d offset=%d reason=\"%s\"",
                    record.topic(), record.partition(), record.offset(), e.getMessage() == null ? e : e.getMessage());
            return Optional.empty();
        }
    }

    private static <K> K key(Topic<K, ?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new SerializationException("the record has no key");
        }
        return topic.keys().deserializer().deserialize(record.topic(), record.key());
    }

    private static <V> V value(Topic<?, V> topic, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new SerializationException("the record has no value");
        }
        return topic.values().deserializer().deserialize(record.topic(), record.value());
    }
}

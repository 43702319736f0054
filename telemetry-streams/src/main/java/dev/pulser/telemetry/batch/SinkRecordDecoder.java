// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.batch;

import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.telemetry.batch.SinkRecord.AgentDefinitionRecord;
import dev.pulser.telemetry.batch.SinkRecord.AgentStatusRecord;
import dev.pulser.telemetry.batch.SinkRecord.CommandRecord;
import dev.pulser.telemetry.batch.SinkRecord.DeadLetterRecord;
import dev.pulser.telemetry.batch.SinkRecord.TaskEventRecord;
import dev.pulser.telemetry.batch.SinkRecord.ToolApprovalRecord;
import dev.pulser.telemetry.batch.SinkRecord.ToolDefinitionRecord;
import dev.pulser.telemetry.health.SinkStatus;
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
 * Decoder of Kafka records. A record that cannot be decoded is logged with its coordinates, counted and left out.
 *
 * <p>Errors: a {@link RetriableException} when the schema registry does not respond.
 */
public final class SinkRecordDecoder {

    private static final Logger LOG = Logger.getLogger(SinkRecordDecoder.class);

    private final Topics topics;
    private final SinkStatus status;

    public SinkRecordDecoder(Topics topics, SinkStatus status) {
        this.topics = topics;
        this.status = status;
    }

    public SinkBatch decode(ConsumerRecords<byte[], byte[]> polled) {
        var records = new ArrayList<SinkRecord>(polled.count());
        polled.forEach(record -> decode(record).ifPresent(records::add));
        var nextOffsets = new HashMap<TopicPartition, Long>();
        polled.nextOffsets().forEach((partition, offset) -> nextOffsets.put(partition, offset.offset()));
        return new SinkBatch(records, nextOffsets);
    }

    private Optional<SinkRecord> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(decodeOrThrow(record));
        } catch (RetriableException e) {
            throw e;
        } catch (RuntimeException e) { // whatever is wrong with one record, the next ones are decoded
            status.addSkipped();
            LOG.warnf(
                    "Record skipped topic=%s partition=%d offset=%d reason=\"%s\"",
                    record.topic(), record.partition(), record.offset(), e.getMessage() == null ? e : e.getMessage());
            return Optional.empty();
        }
    }

    private SinkRecord decodeOrThrow(ConsumerRecord<byte[], byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        long offset = record.offset();
        return switch (record.topic()) {
            case TopicNames.TASK_EVENTS -> new TaskEventRecord(partition, offset, value(topics.taskEvents(), record));
            case TopicNames.DEAD_LETTERS ->
                new DeadLetterRecord(partition, offset, value(topics.deadLetters(), record));
            case TopicNames.COMMANDS -> new CommandRecord(partition, offset, value(topics.commands(), record));
            case TopicNames.AGENT_STATUS ->
                new AgentStatusRecord(partition, offset, value(topics.agentStatus(), record));
            case TopicNames.AGENT_DEFINITIONS ->
                new AgentDefinitionRecord(
                        partition,
                        offset,
                        key(topics.agentDefinitions(), record),
                        record.value() == null ? null : value(topics.agentDefinitions(), record));
            case TopicNames.TOOL_DEFINITIONS ->
                new ToolDefinitionRecord(partition, offset, value(topics.toolDefinitions(), record));
            case TopicNames.TOOL_APPROVALS ->
                new ToolApprovalRecord(partition, offset, value(topics.toolApprovals(), record));
            default -> throw new SerializationException("no decoder for topic " + record.topic());
        };
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

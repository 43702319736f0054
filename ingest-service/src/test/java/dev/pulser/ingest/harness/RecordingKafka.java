// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.AttemptResult;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.events.TaskEventFollower;
import dev.pulser.ingest.kafka.KafkaProducerFactory;
import dev.pulser.ingest.tools.ToolCatalog;
import dev.pulser.service.kafka.RecordListener;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Kafka producer that records everything and can simulate the events of routing-streams. */
@Alternative
@Singleton
public final class RecordingKafka implements KafkaProducerFactory {

    private static final AgentName MAYA = new AgentName("maya");

    private final MockProducer<byte[], byte[]> producer = new LoopingBack();
    private final Topics topics = Topics.using(Codecs.builtIn());
    private final TaskEventFollower events;
    private final AgentCatalog agents;
    private final ToolCatalog tools;

    @Inject
    RecordingKafka(TaskEventFollower events, AgentCatalog agents, ToolCatalog tools) {
        this.events = events;
        this.agents = agents;
        this.tools = tools;
    }

    /** Producer whose records come back on the topics that the service follows. */
    private final class LoopingBack extends MockProducer<byte[], byte[]> {

        LoopingBack() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            var sent = super.send(record, callback);
            if (record.topic().equals(TopicNames.AGENT_DEFINITIONS)) {
                agents.onRecord(new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value()));
            } else if (record.topic().equals(TopicNames.TOOL_APPROVALS)) {
                RecordListener.decoding(topics.toolApprovals(), tools::onApproval)
                        .onRecord(new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value()));
            }
            return sent;
        }
    }

    @Override
    public Producer<byte[], byte[]> create() {
        return producer;
    }

    /** Produced task. */
    public record Produced(String topic, String key, Task task) {}

    public List<Produced> produced() {
        return producer.history().stream()
                .filter(record -> TopicNames.tasks().contains(record.topic()))
                .map(record -> new Produced(
                        record.topic(),
                        new String(record.key(), StandardCharsets.UTF_8),
                        topics.tasks(Priority.MEDIUM)
                                .values()
                                .deserializer()
                                .deserialize(record.topic(), record.value())))
                .toList();
    }

    /**
     * Produced command.
     *
     * @param partition null if the key decides
     */
    public record Commanded(String key, @Nullable Integer partition, Command command) {}

    /** Returns the commands about this task, or with this id. */
    public List<Commanded> commands(String about) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(TopicNames.COMMANDS))
                .map(record -> new Commanded(
                        new String(record.key(), StandardCharsets.UTF_8),
                        record.partition(),
                        topics.commands().values().deserializer().deserialize(record.topic(), record.value())))
                .filter(each -> each.command().toString().contains(about))
                .toList();
    }

    /** Returns the topics of the records with this key, in order. */
    public List<String> topicsOf(String key) {
        return producer.history().stream()
                .filter(record -> key.equals(new String(record.key(), StandardCharsets.UTF_8)))
                .map(ProducerRecord::topic)
                .toList();
    }

    /** Returns the approvals of this tool, in order. */
    public List<ToolApproval> approvals(String tool) {
        var topic = topics.toolApprovals();
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic.name()))
                .map(record -> topic.values().deserializer().deserialize(record.topic(), record.value()))
                .filter(approval -> approval.ref().value().equals(tool))
                .toList();
    }

    public Optional<Produced> produced(TaskId id) {
        return produced().stream().filter(each -> each.task().id().equals(id)).findFirst();
    }

    /** Sends events of a task to the service. */
    public void emit(Task task, int firstSeq, @Nullable String result, TaskState... states) {
        int seq = firstSeq;
        for (var state : Arrays.asList(states)) {
            int number = state == TaskState.QUEUED ? 0 : 1;
            var event = TaskEvent.of(
                            task.id(), task.company(), seq++, task.submittedAt().plusMillis(seq * 10L), state)
                    .withAttempt(new AttemptRef(MAYA, number, 1));
            if (seq == 1) {
                event = event.withTask(task);
            }
            if (state == TaskState.COMPLETED) {
                event = event.withResult(new AttemptResult(null, result, List.of()));
            }
            var topic = topics.taskEvents();
            events.onRecord(new ConsumerRecord<>(
                    topic.name(),
                    0,
                    0,
                    topic.keys().serializer().serialize(topic.name(), event.id()),
                    topic.values().serializer().serialize(topic.name(), event)));
        }
    }
}

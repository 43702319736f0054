// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.agent.ScriptedWork;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.evidence.TopicRecords;
import dev.pulser.chaos.journal.Sha256;
import dev.pulser.chaos.wire.AvroRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reader of task events and dead letters: committed records twice, uncommitted ones once. */
record TopicDump(String kafka, AvroRecords avro) {

    static final String EVENTS = "pulser.task.events";
    static final String DEAD_LETTERS = "pulser.tasks.dead-letter";

    TopicRecords read() {
        try (var committed = TopicReader.committed(kafka);
                var uncommitted = TopicReader.uncommitted(kafka)) {
            var events = events(committed.all(EVENTS));
            var deadLetters =
                    committed.all(DEAD_LETTERS).stream().map(this::deadLetter).toList();
            var second = new HashMap<RecordPosition, String>();
            for (var topic : List.of(EVENTS, DEAD_LETTERS)) {
                committed.all(topic).forEach(record -> second.put(position(record), digest(record)));
            }
            var known =
                    new HashSet<>(events.stream().map(TaskEventRecord::position).toList());
            var aborted = events(uncommitted.all(EVENTS)).stream()
                    .filter(event -> !known.contains(event.position()))
                    .toList();
            return new TopicRecords(events, aborted, deadLetters, second);
        }
    }

    private List<TaskEventRecord> events(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(this::event)
                .sorted(Comparator.comparing(TaskEventRecord::position))
                .toList();
    }

    private TaskEventRecord event(ConsumerRecord<byte[], byte[]> record) {
        var event = avro.read(record.value());
        var attempt = AvroRecords.nested(event, "attempt");
        var step = new TaskEventRecord.Step(
                ModelState.parse(AvroRecords.required(event, "state")),
                attempt == null ? null : AvroRecords.text(attempt, "agent"),
                attempt == null ? 0 : AvroRecords.number(attempt, "number"),
                attempt == null ? 0 : AvroRecords.number(attempt, "epoch"),
                AvroRecords.text(event, "code"),
                AvroRecords.text(event, "output"));
        var task = AvroRecords.nested(event, "task");
        return new TaskEventRecord(
                position(record),
                digest(record),
                AvroRecords.required(event, "task_id"),
                AvroRecords.required(event, "company"),
                AvroRecords.number(event, "seq"),
                Instant.ofEpochMilli((Long) event.get("at")),
                step,
                task == null
                        ? null
                        : new TaskEventRecord.SubmittedTask(
                                ScriptedWork.nonceOf(AvroRecords.required(task, "payload")),
                                AvroRecords.text(task, "replay_of")));
    }

    private DeadLetterRecord deadLetter(ConsumerRecord<byte[], byte[]> record) {
        var deadLetter = avro.read(record.value());
        var source = AvroRecords.nested(deadLetter, "source");
        return new DeadLetterRecord(
                position(record),
                digest(record),
                AvroRecords.text(deadLetter, "task_id"),
                AvroRecords.required(deadLetter, "company"),
                AvroRecords.required(deadLetter, "code"),
                source == null
                        ? null
                        : new RecordPosition(
                                AvroRecords.required(source, "topic"), AvroRecords.number(source, "partition"), (Long)
                                        source.get("offset")),
                source != null && source.get("value") instanceof ByteBuffer bytes ? hash(bytes) : null);
    }

    private static @Nullable String hash(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Sha256.of(copy);
    }

    private static RecordPosition position(ConsumerRecord<?, ?> record) {
        return new RecordPosition(record.topic(), record.partition(), record.offset());
    }

    private static String digest(ConsumerRecord<byte[], byte[]> record) {
        return Sha256.of(Objects.requireNonNullElse(record.value(), new byte[0]));
    }

    /** Returns the state in the last event of each task. */
    Map<String, ModelState> lastStates(TopicReader committed) {
        var states = new HashMap<String, ModelState>();
        events(committed.all(EVENTS)).forEach(event -> states.put(event.taskId(), event.state()));
        return states;
    }
}

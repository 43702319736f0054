// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.agent.Work;
import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.evidence.Topics;
import dev.pulser.chaos.journal.Hash;
import dev.pulser.chaos.wire.Frames;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The records of the events topic and the dead-letter topic: committed ones twice, all of them once. */
record TopicDump(String kafka, Frames frames) {

    static final String EVENTS = "pulser.task.events";
    static final String LETTERS = "pulser.tasks.dead-letter";

    Topics read() {
        try (var committed = Reader.committed(kafka);
                var uncommitted = Reader.uncommitted(kafka)) {
            var events = events(committed.all(EVENTS));
            var letters = committed.all(LETTERS).stream().map(this::letter).toList();
            var second = new HashMap<Place, String>();
            for (var topic : List.of(EVENTS, LETTERS)) {
                committed.all(topic).forEach(record -> second.put(place(record), digest(record)));
            }
            var known = new HashSet<>(events.stream().map(TaskEvent::place).toList());
            var aborted = events(uncommitted.all(EVENTS)).stream()
                    .filter(event -> !known.contains(event.place()))
                    .toList();
            return new Topics(events, aborted, letters, second);
        }
    }

    private List<TaskEvent> events(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(this::event)
                .sorted(Comparator.comparing(TaskEvent::place))
                .toList();
    }

    private TaskEvent event(ConsumerRecord<byte[], byte[]> record) {
        var event = frames.read(record.value());
        return new TaskEvent(
                place(record),
                digest(record),
                Frames.required(event, "task_id"),
                Frames.required(event, "company"),
                Frames.number(event, "seq"),
                Instant.ofEpochMilli((Long) event.get("at")),
                State.of(Frames.required(event, "state")),
                Frames.text(event, "agent"),
                Frames.number(event, "attempt"),
                Frames.number(event, "epoch"),
                Frames.text(event, "code"),
                Frames.text(event, "result"),
                event.get("task") instanceof GenericRecord task
                        ? new TaskEvent.TaskFacts(
                                Work.nonceOf(Frames.required(task, "payload")), Frames.text(task, "replay_of"))
                        : null);
    }

    private DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        var letter = frames.read(record.value());
        var topic = Frames.text(letter, "source_topic");
        // A letter of a task that never became one says where it stood; one of a lane says whose it was.
        var source = topic == null
                ? null
                : new Place(topic, Frames.number(letter, "source_partition"), (Long) letter.get("source_offset"));
        return new DeadLetter(
                place(record),
                digest(record),
                Frames.text(letter, "task_id"),
                Frames.required(letter, "company"),
                Frames.required(letter, "code"),
                source,
                letter.get("original_value") instanceof ByteBuffer bytes ? hash(bytes) : null);
    }

    private static @Nullable String hash(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Hash.of(copy);
    }

    private static Place place(ConsumerRecord<?, ?> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    private static String digest(ConsumerRecord<byte[], byte[]> record) {
        return Hash.of(Objects.requireNonNullElse(record.value(), new byte[0]));
    }

    /** The last event of each task, for waiting. */
    Map<String, State> lastStates(Reader committed) {
        var states = new HashMap<String, State>();
        events(committed.all(EVENTS)).forEach(event -> states.put(event.taskId(), event.state()));
        return states;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.timer;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.TaskId;
import dev.pulser.routing.waiting.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Timers in the store: a byte for the kind, then what the kind needs. */
final class TimerForm {

    private static final byte RETRY_DUE = 1;
    private static final byte DEADLINE_PASSED = 2;
    private static final byte DEADLINE_NEAR = 3;

    /** Of a task id, in ASCII. */
    private static final int ID_BYTES = 36;

    private final Serde<LaneEntry> entries;
    private final Serde<Place> places = Place.serde();

    private TimerForm(Serde<LaneEntry> entries) {
        this.entries = entries;
    }

    static Serde<Timer> serde(Serde<LaneEntry> entries) {
        var form = new TimerForm(entries);
        return Serdes.serdeFrom(form::write, form::read);
    }

    private byte[] write(String topic, Timer timer) {
        return switch (timer) {
            case Timer.RetryDue(var entry) -> {
                var body = entries.serializer().serialize(topic, entry);
                yield ByteBuffer.allocate(1 + body.length)
                        .put(RETRY_DUE)
                        .put(body)
                        .array();
            }
            case Timer.DeadlinePassed(var task, var place) -> write(topic, DEADLINE_PASSED, task, place);
            case Timer.DeadlineNear(var task, var place) -> write(topic, DEADLINE_NEAR, task, place);
        };
    }

    private byte[] write(String topic, byte kind, TaskId task, Place place) {
        var body = places.serializer().serialize(topic, place);
        return ByteBuffer.allocate(1 + ID_BYTES + body.length)
                .put(kind)
                .put(task.value().getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
    }

    private Timer read(String topic, byte[] bytes) {
        return switch (bytes[0]) {
            case RETRY_DUE -> {
                var body = Arrays.copyOfRange(bytes, 1, bytes.length);
                yield new Timer.RetryDue(entries.deserializer().deserialize(topic, body));
            }
            case DEADLINE_PASSED -> new Timer.DeadlinePassed(task(bytes), place(topic, bytes));
            case DEADLINE_NEAR -> new Timer.DeadlineNear(task(bytes), place(topic, bytes));
            default -> throw new SerializationException("no timer is of kind " + bytes[0]);
        };
    }

    private static TaskId task(byte[] bytes) {
        return new TaskId(new String(bytes, 1, ID_BYTES, StandardCharsets.US_ASCII));
    }

    private Place place(String topic, byte[] bytes) {
        return places.deserializer().deserialize(topic, Arrays.copyOfRange(bytes, 1 + ID_BYTES, bytes.length));
    }
}

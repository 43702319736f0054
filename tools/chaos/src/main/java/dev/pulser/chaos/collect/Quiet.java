// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.history.Entry;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.wire.Frames;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Waits until nothing moves any more: every task has ended, and what follows the topics has followed to their ends. */
public final class Quiet {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final int CALM_LOOKS = 2;

    private final Target target;
    private final Frames frames;
    private final Consumer<String> progress;

    public Quiet(Target target, Frames frames, Consumer<String> progress) {
        this.target = target;
        this.frames = frames;
        this.progress = progress;
    }

    /** Whether it came to rest within {@code limit}. */
    public boolean await(List<Entry> history, Duration limit) throws InterruptedException {
        long accepted = accepted(HistoryReading.of(history).sent());
        long end = System.nanoTime() + limit.toNanos();
        int calm = 0;
        while (calm < CALM_LOOKS) {
            var unrest = unrest(accepted);
            calm = unrest.isEmpty() ? calm + 1 : 0;
            if (!unrest.isEmpty()) {
                progress.accept("waiting for rest: " + unrest);
                if (System.nanoTime() > end) {
                    return false;
                }
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
        return true;
    }

    /** Tasks that must be there: one for each nonce. */
    private static long accepted(Sent sent) {
        return sent.submissions().stream()
                .filter(each -> each.phase() == Phase.OK && !each.clash())
                .map(Sent.Submission::nonce)
                .distinct()
                .count();
    }

    /** What still moves, in words; empty when nothing does. */
    private String unrest(long accepted) {
        try (var reader = Reader.committed(target.kafka())) {
            var states = new TopicDump(target.kafka(), frames).lastStates(reader);
            if (states.size() < accepted) {
                return "%d of %d tasks are in the topic".formatted(states.size(), accepted);
            }
            var open = states.values().stream()
                    .filter(state -> !state.isEnd())
                    .collect(Collectors.groupingBy(State::word, Collectors.counting()));
            if (!open.isEmpty()) {
                return "tasks are " + open;
            }
            return behind(reader, new RowDump(target).progress());
        } catch (KafkaException | IllegalStateException | SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String behind(Reader reader, Map<String, Long> progress) {
        int left = 0;
        for (var topic : List.of(TopicDump.EVENTS, TopicDump.LETTERS)) {
            for (var partition : reader.partitions(topic)) {
                left += reader.countFrom(partition, progress.getOrDefault(topic + "/" + partition.partition(), 0L));
            }
        }
        return left == 0 ? "" : "the projection is %d records behind".formatted(left);
    }
}

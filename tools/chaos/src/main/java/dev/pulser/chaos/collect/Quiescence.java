// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.history.HistoryEntry;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.wire.AvroRecords;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Wait for the end of all processing: every task has ended, and the projection has read all records. */
public final class Quiescence {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int STABLE_CHECKS = 2;

    private final ChaosTarget target;
    private final AvroRecords records;
    private final Consumer<String> progress;

    public Quiescence(ChaosTarget target, AvroRecords records, Consumer<String> progress) {
        this.target = target;
        this.records = records;
        this.progress = progress;
    }

    /** Waits, and returns true when processing ended within {@code limit}. */
    public boolean await(List<HistoryEntry> history, Duration limit) throws InterruptedException {
        long accepted = accepted(HistoryParser.of(history).operations());
        long end = System.nanoTime() + limit.toNanos();
        int stable = 0;
        while (stable < STABLE_CHECKS) {
            var pending = pending(accepted);
            stable = pending.isEmpty() ? stable + 1 : 0;
            if (!pending.isEmpty()) {
                progress.accept("waiting: " + pending);
                if (System.nanoTime() > end) {
                    return false;
                }
            }
            TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
        }
        return true;
    }

    /** Returns the number of accepted tasks, one for each nonce. */
    private static long accepted(Operations operations) {
        return operations.submissions().stream()
                .filter(each -> each.phase() == OperationPhase.OK && !each.conflict())
                .map(Operations.Submission::nonce)
                .distinct()
                .count();
    }

    /** Returns a description of pending work; empty when there is none. */
    private String pending(long accepted) {
        try (var reader = TopicReader.committed(target.kafka())) {
            var states = new TopicDump(target.kafka(), records).lastStates(reader);
            if (states.size() < accepted) {
                return "%d of %d tasks have events".formatted(states.size(), accepted);
            }
            var open = states.values().stream()
                    .filter(state -> !state.isTerminal())
                    .collect(Collectors.groupingBy(ModelState::slug, Collectors.counting()));
            if (!open.isEmpty()) {
                return "tasks in progress " + open;
            }
            return behind(reader, new DatabaseDump(target).progress());
        } catch (KafkaException | IllegalStateException | SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String behind(TopicReader reader, Map<String, Long> progress) {
        int left = 0;
        for (var topic : List.of(TopicDump.EVENTS, TopicDump.DEAD_LETTERS)) {
            for (var partition : reader.partitions(topic)) {
                left += reader.countFrom(partition, progress.getOrDefault(topic + "/" + partition.partition(), 0L));
            }
        }
        return left == 0 ? "" : "projection lag %d records".formatted(left);
    }
}

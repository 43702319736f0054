// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Simulation of routing-streams and the agents. Ends each task whose payload has {@code "outcome":"completed"} or
 * {@code "outcome":"failed"}; other tasks never end.
 */
public final class SimulatedRouting implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RecordingKafka kafka;
    private final Set<TaskId> done = new HashSet<>();
    private final Thread thread;

    public SimulatedRouting(RecordingKafka kafka) {
        this.kafka = kafka;
        kafka.produced().forEach(each -> done.add(each.task().id()));
        thread = Thread.ofVirtual().name("routing").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                kafka.produced().stream()
                        .map(RecordingKafka.Produced::task)
                        .filter(task -> done.add(task.id()))
                        .forEach(this::settle);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(Task task) {
        if (task.payload().contains("\"outcome\":\"completed\"")) {
            kafka.emit(task, 0, "{\"answer\":42}", TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);
        } else if (task.payload().contains("\"outcome\":\"failed\"")) {
            kafka.emit(task, 0, null, TaskState.QUEUED, TaskState.RUNNING, TaskState.FAILED);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

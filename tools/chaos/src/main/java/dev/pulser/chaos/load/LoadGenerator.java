// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

import dev.pulser.chaos.history.OperationHistory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Load at a constant rate, independent of the responses: operation n is due n / rate after the start. A delayed client does not
 * delay the others.
 */
public final class LoadGenerator {

    private static final int CLIENTS = 200;

    private final TaskGenerator generator;
    private final ChaosRestClient rest;
    private final ChaosKafkaProducer kafka;
    private final OperationHistory history;

    public LoadGenerator(long seed, ChaosRestClient rest, ChaosKafkaProducer kafka, OperationHistory history) {
        this.generator = new TaskGenerator(seed);
        this.rest = rest;
        this.kafka = kafka;
        this.history = history;
    }

    /**
     * Generates load until {@code over} returns true.
     *
     * @param rate operations per second
     * @return number of operations that were due
     */
    public long run(int rate, BooleanSupplier over) throws InterruptedException {
        var capabilities = new LoadClient.Capcapabilities(
                rest.supports("/api/v1/tasks/{id}/cancel") || rest.supports("/api/v1/tasks/{task_id}/cancel"),
                rest.supports("/api/v1/dead-letters/{task_id}/replay")
                        || rest.supports("/api/v1/dead-letters/{id}/replay"));
        long begun = System.nanoTime();
        var pause = Duration.ofSeconds(1).dividedBy(rate);
        var next = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> threads.submit(() -> {
                        var client = new LoadClient(number, generator, rest, kafka, history, capabilities);
                        while (!over.getAsBoolean()) {
                            long turn = next.getAndIncrement();
                            awaitTurn(begun + pause.toNanos() * turn);
                            client.perform(turn);
                        }
                        return null;
                    }))
                    .toList();
            long due = 0;
            for (var client : clients) {
                client.get();
                due = due == 0 ? (System.nanoTime() - begun) / pause.toNanos() : due;
            }
            return due;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e.getCause());
        }
    }

    private static void awaitTurn(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}

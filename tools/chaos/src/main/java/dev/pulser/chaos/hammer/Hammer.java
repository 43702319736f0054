// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

import dev.pulser.chaos.history.History;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Sends at a fixed rate, whatever comes back: turn n is due n / rate after the start. Clients that are held up are late,
 * and the others go on.
 */
public final class Hammer {

    private static final int CLIENTS = 200;

    private final Generator generator;
    private final RestDoor rest;
    private final KafkaDoor kafka;
    private final History history;

    public Hammer(long seed, RestDoor rest, KafkaDoor kafka, History history) {
        this.generator = new Generator(seed);
        this.rest = rest;
        this.kafka = kafka;
        this.history = history;
    }

    /**
     * Returns when {@code over} says so.
     *
     * @param rate turns a second
     * @return turns that were due by then
     */
    public long run(int rate, BooleanSupplier over) throws InterruptedException {
        var abilities = new Client.Abilities(
                rest.offers("/api/v1/tasks/{id}/cancel") || rest.offers("/api/v1/tasks/{task_id}/cancel"),
                rest.offers("/api/v1/dead-letters/{task_id}/replay")
                        || rest.offers("/api/v1/dead-letters/{id}/replay"));
        long begun = System.nanoTime();
        var pause = Duration.ofSeconds(1).dividedBy(rate);
        var next = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> threads.submit(() -> {
                        var client = new Client(number, generator, rest, kafka, history, abilities);
                        while (!over.getAsBoolean()) {
                            long turn = next.getAndIncrement();
                            awaitTurn(begun + pause.toNanos() * turn);
                            client.take(turn);
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
            throw new IllegalStateException("a client gave up", e.getCause());
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The tool calls under way, each on its own virtual thread, by the id of the request.
 *
 * <p>Started and cancelled by the one thread that reads the input.
 */
final class RunningCalls {

    static final int MAX_CALLS = 256;
    static final long MAX_CHARS = 4_000_000;

    /** Those whose answer is still wanted. */
    private final Map<JsonNode, Thread> calls = new ConcurrentHashMap<>();
    /** All that have not ended: also the cancelled ones, and those that are sending their answer. */
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private final AtomicLong chars = new AtomicLong();

    /** Does the work and returns what to send; nothing is sent for a call that was cancelled meanwhile. */
    @FunctionalInterface
    interface Work {

        Runnable run();
    }

    /**
     * Starts {@code work}, or says why not.
     *
     * @param size characters of the request, held as long as the call runs
     */
    Optional<String> start(JsonNode id, int size, Work work) {
        if (calls.containsKey(id)) {
            return Optional.of("The id " + id + " belongs to a call that is still running");
        }
        if (threads.size() >= MAX_CALLS || chars.get() + size > MAX_CHARS) {
            return Optional.of(
                    "Too many calls at once: at most %d, of %d characters in all".formatted(MAX_CALLS, MAX_CHARS));
        }
        chars.addAndGet(size);
        var thread = Thread.ofVirtual().name("call-" + id).unstarted(() -> {
            try {
                var send = work.run();
                if (calls.remove(id, Thread.currentThread())) {
                    send.run();
                }
            } finally {
                calls.remove(id, Thread.currentThread());
                threads.remove(Thread.currentThread());
                chars.addAndGet(-size);
            }
        });
        calls.put(id, thread);
        threads.add(thread);
        thread.start();
        return Optional.empty();
    }

    /** Interrupts the call; its answer will not be sent. An unknown id is ignored: the answer may be on its way. */
    void cancel(JsonNode id) {
        var thread = calls.remove(id);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Lets the calls under way end, interrupts those that have not within {@code grace}. */
    void finish(Duration grace) throws InterruptedException {
        var deadline = System.nanoTime() + grace.toNanos();
        for (var thread : threads) {
            var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!thread.join(left)) {
                thread.interrupt();
            }
        }
    }
}

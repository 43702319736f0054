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
 * Running tool calls, each on its own virtual thread. Calls are started and canceled by the thread that reads the input.
 */
final class RunningCalls {

    static final int MAX_CALLS = 256;
    static final long MAX_CHARS = 4_000_000;

    /** Calls that were not canceled. */
    private final Map<JsonNode, Thread> calls = new ConcurrentHashMap<>();
    /** Threads of all calls, including canceled ones and those that send their response. */
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private final AtomicLong chars = new AtomicLong();

    /** Work of a call. The returned action sends the response; it does not run when the call was canceled. */
    @FunctionalInterface
    interface Work {

        Runnable run();
    }

    /**
     * Starts {@code work}, and returns the reason when it is rejected.
     *
     * @param size characters of the request, which count until the call ends
     */
    Optional<String> start(JsonNode id, int size, Work work) {
        if (calls.containsKey(id)) {
            return Optional.of("The id %s belongs to a running call.".formatted(id));
        }
        if (threads.size() >= MAX_CALLS || chars.get() + size > MAX_CHARS) {
            return Optional.of("Too many concurrent calls. At most %d calls with %d characters in total are allowed."
                    .formatted(MAX_CALLS, MAX_CHARS));
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

    /** Interrupts the call and drops its response. Unknown ids are ignored, because the response may be sent already. */
    void cancel(JsonNode id) {
        var thread = calls.remove(id);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits for running calls, and interrupts those that do not end within {@code grace}. */
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

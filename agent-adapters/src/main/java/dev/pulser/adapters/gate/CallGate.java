// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.gate;

import dev.pulser.adapters.terms.ServerTerms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets calls of one server through as its terms allow, in the order in which they came: a call passes another only where
 * that one waits for a limit of its own tool. Safe from any thread.
 */
final class CallGate {

    private static final Duration WORTH_ASKING_AGAIN = Duration.ofSeconds(1);

    private final ServerTerms terms;
    private final Duration window;
    private final ReentrantLock lock = new ReentrantLock();
    private final Allowance whole;
    private final Map<String, Allowance> tools = new HashMap<>();
    private final Deque<Ticket> waiting = new ArrayDeque<>();

    /** @param window in which a limit of requests holds */
    CallGate(ServerTerms terms, Duration window) {
        this.terms = terms;
        this.window = window;
        this.whole = new Allowance(terms.whole(), window);
        terms.tools().forEach((tool, limit) -> tools.put(tool, new Allowance(limit, window)));
    }

    /** A call that waits. */
    private static final class Ticket {

        private final Allowance tool;
        private final Condition moved;
        private boolean admitted;

        Ticket(Allowance tool, Condition moved) {
            this.tool = tool;
            this.moved = moved;
        }
    }

    /** Waits for its turn, at most for {@code patience}. */
    Entry enter(String tool, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var ticket = new Ticket(allowance(tool), lock.newCondition());
            waiting.addLast(ticket);
            try {
                return await(ticket, System.nanoTime() + patience.toNanos());
            } catch (InterruptedException e) {
                if (ticket.admitted) {
                    leave(ticket);
                }
                throw e;
            } finally {
                waiting.remove(ticket);
            }
        } finally {
            lock.unlock();
        }
    }

    private Allowance allowance(String tool) {
        var declared = tools.get(tool);
        return declared == null ? new Allowance(terms.limit(tool), window) : declared;
    }

    private Entry await(Ticket ticket, long end) throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            admit(now);
            if (ticket.admitted) {
                return new Entry.Open(new Pass(() -> ended(ticket)));
            }
            long delay = Math.max(whole.delay(now), ticket.tool.delay(now));
            long left = end - now;
            if (left <= 0 || (delay > left && delay != Allowance.UNTIL_A_CALL_ENDS)) {
                return new Entry.Full(
                        delay == Allowance.UNTIL_A_CALL_ENDS ? WORTH_ASKING_AGAIN : Duration.ofNanos(delay));
            }
            var _ = ticket.moved.awaitNanos(Math.min(left, delay));
        }
    }

    /** Lets through whoever may go now. */
    private void admit(long now) {
        for (var ticket : waiting) {
            if (whole.delay(now) > 0) {
                return;
            }
            if (!ticket.admitted && ticket.tool.delay(now) == 0) {
                whole.begin(now);
                ticket.tool.begin(now);
                ticket.admitted = true;
                ticket.moved.signal();
            }
        }
    }

    private void ended(Ticket ticket) {
        lock.lock();
        try {
            leave(ticket);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Ticket ticket) {
        whole.end();
        ticket.tool.end();
        admit(System.nanoTime());
    }

    /** Calls that are through and not over. */
    int running() {
        lock.lock();
        try {
            return whole.running();
        } finally {
            lock.unlock();
        }
    }
}

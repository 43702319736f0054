// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.limiter;

import dev.pulser.adapters.policy.ServerPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limiter of the calls of one server. Calls are admitted in order of arrival; a call may overtake another only if that one waits
 * for the limit of its own tool. Thread-safe.
 */
final class CallLimiter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ServerPolicy policy;
    private final Duration window;
    private final ReentrantLock lock = new ReentrantLock();
    private final CallQuota serverQuota;
    private final Map<String, CallQuota> toolQuotas = new HashMap<>();
    private final Deque<WaitingCall> queue = new ArrayDeque<>();

    /** @param window period of the rate limits */
    CallLimiter(ServerPolicy policy, Duration window) {
        this.policy = policy;
        this.window = window;
        this.serverQuota = new CallQuota(policy.serverLimit(), window);
        policy.toolLimits().forEach((tool, limit) -> toolQuotas.put(tool, new CallQuota(limit, window)));
    }

    private static final class WaitingCall {

        private final CallQuota toolQuota;
        private final Condition admission;
        private boolean admitted;

        WaitingCall(CallQuota toolQuota, Condition admission) {
            this.toolQuota = toolQuota;
            this.admission = admission;
        }
    }

    /** Waits for admission, up to {@code timeout}. */
    CallAdmission acquire(String tool, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var call = new WaitingCall(quota(tool), lock.newCondition());
            queue.addLast(call);
            try {
                return await(call, System.nanoTime() + timeout.toNanos());
            } catch (InterruptedException e) {
                if (call.admitted) {
                    release(call);
                }
                throw e;
            } finally {
                queue.remove(call);
            }
        } finally {
            lock.unlock();
        }
    }

    private CallQuota quota(String tool) {
        var declared = toolQuotas.get(tool);
        return declared == null ? new CallQuota(policy.limit(tool), window) : declared;
    }

    private CallAdmission await(WaitingCall call, long end) throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            admitCalls(now);
            if (call.admitted) {
                return new CallAdmission.Admitted(new CallPermit(() -> lockAndRelease(call)));
            }
            long delay = Math.max(serverQuota.delay(now), call.toolQuota.delay(now));
            long left = end - now;
            if (left <= 0 || (delay > left && delay != CallQuota.UNTIL_A_CALL_ENDS)) {
                return new CallAdmission.Rejected(
                        delay == CallQuota.UNTIL_A_CALL_ENDS ? RETRY_AFTER : Duration.ofNanos(delay));
            }
            var _ = call.admission.awaitNanos(Math.min(left, delay));
        }
    }

    /** Admits all waiting calls that the limits allow now. */
    private void admitCalls(long now) {
        for (var call : queue) {
            if (serverQuota.delay(now) > 0) {
                return;
            }
            if (!call.admitted && call.toolQuota.delay(now) == 0) {
                serverQuota.callStarted(now);
                call.toolQuota.callStarted(now);
                call.admitted = true;
                call.admission.signal();
            }
        }
    }

    private void lockAndRelease(WaitingCall call) {
        lock.lock();
        try {
            release(call);
        } finally {
            lock.unlock();
        }
    }

    private void release(WaitingCall call) {
        serverQuota.callEnded();
        call.toolQuota.callEnded();
        admitCalls(System.nanoTime());
    }

    /** Returns the number of running calls. */
    int running() {
        lock.lock();
        try {
            return serverQuota.running();
        } finally {
            lock.unlock();
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import java.time.Clock;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

/** Kafka's {@link Time} on a clock: processors, punctuations and commits go by it. */
record StreamsTime(Clock clock) implements Time {

    @Override
    public long milliseconds() {
        return clock.millis();
    }

    @Override
    public long nanoseconds() {
        return SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long millis) {
        SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object lock, Supplier<Boolean> condition, long deadlineMillis) throws InterruptedException {
        synchronized (lock) {
            while (!condition.get()) {
                long left = deadlineMillis - milliseconds();
                if (left <= 0) {
                    throw new TimeoutException("the condition was not met in time");
                }
                lock.wait(left);
            }
        }
    }
}

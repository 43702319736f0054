// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final RetryBudget budget = new RetryBudget(0.2, nanoTime::get);

    @Test
    void allowsAMinimumAndAShareOfFirstAttempts() {
        for (int i = 0; i < 100; i++) {
            budget.first();
        }

        assertThat(retries(100)).isEqualTo(30);
    }

    @Test
    void expiresAfterAMinute() {
        retries(100);
        nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(retries(100)).isEqualTo(10);
    }

    private int retries(int asked) {
        int allowed = 0;
        for (int i = 0; i < asked; i++) {
            allowed += budget.retry(true) ? 1 : 0;
        }
        return allowed;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.sample.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressThrottleTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5); // a clock that overflows
    private final List<String> heard = new ArrayList<>();
    private final ProgressThrottle words = new ProgressThrottle(said -> heard.add(said.message()), nanoTime::get);

    @Test
    void passesTwoMessagesPerSecond() {
        for (int tenth = 0; tenth < 20; tenth++) {
            say("word " + tenth);
            nanoTime.addAndGet(Duration.ofMillis(100).toNanos());
        }

        assertThat(heard).containsExactly("word 0", "word 5", "word 10", "word 15");
    }

    @Test
    void keepsTheEndOfALongText() {
        say("x".repeat(ProgressThrottle.MAX_CHARS) + "end");

        assertThat(heard.getFirst())
                .hasSize(ProgressThrottle.MAX_CHARS)
                .startsWith("…")
                .endsWith("end");
    }

    private void say(String message) {
        words.accept(new AdapterReport.AttemptProgress(Samples.aTask().build().id(), 1, message, null));
    }
}

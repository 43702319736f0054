// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.routing.Report;
import dev.pulser.contract.sample.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5); // a clock that overflows
    private final List<String> heard = new ArrayList<>();
    private final Words words = new Words(said -> heard.add(said.message()), nanoTime::get);

    @Test
    void passesOnTwoASecond() {
        for (int tenth = 0; tenth < 20; tenth++) {
            say("word " + tenth);
            nanoTime.addAndGet(Duration.ofMillis(100).toNanos());
        }

        assertThat(heard).containsExactly("word 0", "word 5", "word 10", "word 15");
    }

    @Test
    void keepsTheEndOfALongText() {
        say("x".repeat(Words.MAX_CHARS) + "end");

        assertThat(heard.getFirst()).hasSize(Words.MAX_CHARS).startsWith("…").endsWith("end");
    }

    private void say(String message) {
        words.accept(new Report.Progress(Samples.aTask().build().id(), 1, message, null));
    }
}

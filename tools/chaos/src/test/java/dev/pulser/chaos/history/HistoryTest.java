// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        var file = folder.resolve("history.jsonl");
        try (var history = History.create(file, new Timepiece(Clock.systemUTC()))) {
            long first = history.invoke(1, "submit", Map.of("nonce", "a \"quoted\" ü"));
            long second = history.invoke(2, "get", Map.of());
            history.complete(Phase.INFO, second, 2, "get", Map.of("status", "503"));
            history.complete(Phase.OK, first, 1, "submit", Map.of("task_id", "tsk_1"));
        }

        var entries = History.read(file);
        assertThat(entries).extracting(Entry::phase).containsExactly(Phase.INVOKE, Phase.INVOKE, Phase.INFO, Phase.OK);
        assertThat(entries).extracting(Entry::op).containsExactly(1L, 2L, 2L, 1L);
        assertThat(entries.getFirst().fact("nonce")).contains("a \"quoted\" ü");
        assertThat(entries.getLast().fact("task_id")).contains("tsk_1");
        assertThat(entries.getLast().at().since(entries.getFirst().at())).isPositive();
    }
}

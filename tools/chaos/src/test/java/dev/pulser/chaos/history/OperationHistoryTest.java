// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationHistoryTest {

    @TempDir
    private Path folder;

    @Test
    void readsWrittenEntries() throws IOException {
        var file = folder.resolve("history.jsonl");
        try (var history = OperationHistory.create(file, new RunClock(Clock.systemUTC()))) {
            long first = history.invoke(1, "submit", Map.of("nonce", "a \"quoted\" ü"));
            long second = history.invoke(2, "get", Map.of());
            history.complete(OperationPhase.INFO, second, 2, "get", Map.of("status", "503"));
            history.complete(OperationPhase.OK, first, 1, "submit", Map.of("task_id", "tsk_1"));
        }

        var entries = OperationHistory.read(file);
        assertThat(entries)
                .extracting(HistoryEntry::phase)
                .containsExactly(OperationPhase.INVOKE, OperationPhase.INVOKE, OperationPhase.INFO, OperationPhase.OK);
        assertThat(entries).extracting(HistoryEntry::op).containsExactly(1L, 2L, 2L, 1L);
        assertThat(entries.getFirst().fact("nonce")).contains("a \"quoted\" ü");
        assertThat(entries.getLast().fact("task_id")).contains("tsk_1");
        assertThat(entries.getLast().at().since(entries.getFirst().at())).isPositive();
    }
}

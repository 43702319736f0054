// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.poison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.history.OperationHistory;
import dev.pulser.chaos.history.RunClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonInjectionTest {

    @TempDir
    private Path folder;

    @Test
    void observesRecordsThatWereWritten() throws IOException, InterruptedException {
        try (var history = history()) {
            var poisoning = new PoisonInjection(
                    record -> Optional.of(new RecordPosition(record.topic(), record.partition(), 0)), history, 1);

            assertThat(poisoning.inject("mark").observed()).isTrue();
        }
    }

    @Test
    void observesNothingWhenNoRecordWasWritten() throws IOException, InterruptedException {
        try (var history = history()) {
            assertThat(new PoisonInjection(_ -> Optional.empty(), history, 1)
                            .inject("mark")
                            .observed())
                    .isFalse();
        }
    }

    private OperationHistory history() throws IOException {
        return OperationHistory.create(folder.resolve("history.jsonl"), new RunClock(Clock.systemUTC()));
    }
}

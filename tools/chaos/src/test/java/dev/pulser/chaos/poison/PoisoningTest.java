// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.poison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.history.History;
import dev.pulser.chaos.history.Timepiece;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisoningTest {

    @TempDir
    private Path folder;

    @Test
    void badRecordsInTheirPartitionsAreTheProof() throws IOException, InterruptedException {
        try (var history = history()) {
            var poisoning =
                    new Poisoning(record -> Optional.of(new Place(record.topic(), record.partition(), 0)), history, 1);

            assertThat(poisoning.deal("mark").bit()).isTrue();
        }
    }

    @Test
    void poisonThatNobodyTookIsNoProof() throws IOException, InterruptedException {
        try (var history = history()) {
            assertThat(new Poisoning(_ -> Optional.empty(), history, 1)
                            .deal("mark")
                            .bit())
                    .isFalse();
        }
    }

    private History history() throws IOException {
        return History.create(folder.resolve("history.jsonl"), new Timepiece(Clock.systemUTC()));
    }
}

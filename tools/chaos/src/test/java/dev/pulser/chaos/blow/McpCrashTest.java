// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpCrashTest {

    @TempDir
    private Path journals;

    @Test
    void aCrashOfAServerThatIsNotThereIsNoProof() throws InterruptedException {
        assertThat(new McpCrash(journals).deal().bit()).isFalse();
    }
}

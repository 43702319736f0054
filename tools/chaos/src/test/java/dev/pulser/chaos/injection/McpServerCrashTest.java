// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpServerCrashTest {

    @TempDir
    private Path journals;

    @Test
    void observesNothingWithoutAServer() throws InterruptedException {
        assertThat(new McpServerCrash(journals).inject().observed()).isFalse();
    }
}

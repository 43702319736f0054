// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.service.start.ServiceStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void isCreatedWhenMissing() throws Exception {
        var missing = folder.resolve("state").resolve("routing");

        StateDirectory.requireWritable(missing);

        assertThat(missing).isEmptyDirectory();
    }

    @Test
    void mayNotBeAFile() throws IOException {
        var file = Files.createFile(folder.resolve("state"));

        assertThatThrownBy(() -> StateDirectory.requireWritable(file))
                .isInstanceOf(ServiceStartException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("pulser.routing.state-dir");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where /proc/self is not writable, not even for root
    void mustBeWritable() {
        assertThatThrownBy(() -> StateDirectory.requireWritable(Path.of("/proc/self")))
                .isInstanceOf(ServiceStartException.class)
                .hasMessageContaining("/proc/self is not writable")
                .hasMessageContaining("pulser.routing.state-dir");
    }
}

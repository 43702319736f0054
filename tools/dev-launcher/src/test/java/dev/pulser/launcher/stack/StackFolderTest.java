// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.process.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderTest {

    @TempDir
    Path home;

    @Test
    void isUsedByOneStackAtATime() {
        var first = StackFolder.claim(options(false));

        assertThatThrownBy(() -> StackFolder.claim(options(false)))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(data().toString())
                .hasMessageContaining("./pulser down")
                .hasMessageContaining("--data DIR");
        first.close();
        StackFolder.claim(options(false)).close();
    }

    @Test
    void keepsItsContent() throws IOException {
        var folder = StackFolder.claim(options(false));
        Files.writeString(folder.subfolder("kept"), "x");

        folder.close();

        assertThat(data().resolve("kept")).exists();
    }

    @Test
    void isDeletedWhenEphemeral() throws IOException {
        var folder = StackFolder.claim(options(true));
        Files.writeString(folder.log("kafka"), "x");

        folder.close();

        assertThat(data()).doesNotExist();
    }

    @Test
    void startsEmptyWhenEphemeralEvenAfterAKill() throws IOException {
        Files.createDirectories(data().resolve("postgres"));
        Files.writeString(data().resolve("postgres/left"), "x");

        try (var folder = StackFolder.claim(options(true))) {
            assertThat(folder.subfolder("postgres")).doesNotExist();
            assertThat(folder.subfolder("logs")).isDirectory();
        }
    }

    @Test
    void reportsAFolderThatCannotBeWritten() throws IOException {
        Files.writeString(data(), "a file");

        assertThatThrownBy(() -> StackFolder.claim(options(false))).hasMessageContaining("--data DIR");
    }

    private Path data() {
        return home.resolve("data");
    }

    private StackOptions options(boolean ephemeral) {
        return StackOptions.embedded(StackPorts.DEFAULT, new StackStorage(home, data(), ephemeral));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.process.LaunchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderTest {

    @TempDir
    Path home;

    @Test
    void belongsToOneStackAtATime() {
        var first = StackFolder.claim(options(false));

        assertThatThrownBy(() -> StackFolder.claim(options(false)))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining(data().toString())
                .hasMessageContaining("./pulser down")
                .hasMessageContaining("--data DIR");
        first.close();
        StackFolder.claim(options(false)).close();
    }

    @Test
    void keepsItsContents() throws IOException {
        var folder = StackFolder.claim(options(false));
        Files.writeString(folder.part("kept"), "x");

        folder.close();

        assertThat(data().resolve("kept")).exists();
    }

    @Test
    void disappearsWhenEphemeral() throws IOException {
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
            assertThat(folder.part("postgres")).doesNotExist();
            assertThat(folder.part("logs")).isDirectory();
        }
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Files.writeString(data(), "a file");

        assertThatThrownBy(() -> StackFolder.claim(options(false))).hasMessageContaining("--data DIR");
    }

    private Path data() {
        return home.resolve("data");
    }

    private StackOptions options(boolean ephemeral) {
        return new StackOptions(
                StackPorts.DEFAULT, home, data(), ephemeral, Optional.empty(), Optional.empty(), Optional.empty());
    }
}

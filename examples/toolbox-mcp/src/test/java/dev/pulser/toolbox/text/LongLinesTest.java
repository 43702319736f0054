// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pulser.toolbox.files.Folder;
import dev.pulser.toolbox.files.TextInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of 1 MiB, on which patterns with backtracking would not end. */
class LongLinesTest {

    private static final String PATH = "{\"path\": \"long.md\"}";

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "[a](", "[a](x ", "`", "``a", "#", "# ", " ", "a-", ".", ".x", "<http://", "=", "'a", "~"})
    void areReadWithinAMinute(String piece) throws Exception {
        Files.writeString(root.resolve("long.md"), "# " + piece.repeat(1_000_000 / piece.length()) + "x");
        var folder = new Folder(root);

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(contentOf(new MarkdownCount(folder), PATH)
                            .path("headings")
                            .asInt())
                    .isEqualTo(1);
            assertThat(contentOf(new TextStats(new TextInput(folder)), PATH)
                            .path("lines")
                            .asInt())
                    .isEqualTo(1);
            assertThat(contentOf(new TextKeywords(new TextInput(folder)), PATH).has("terms"))
                    .isTrue();
        });
    }
}

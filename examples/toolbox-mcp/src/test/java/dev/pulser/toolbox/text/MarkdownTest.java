// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static dev.pulser.toolbox.bench.ToolCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.toolbox.files.Folder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownTest {

    private static final String GUIDE = """
            ---
            title: not a heading
            ---
            # Guide #

            See [the docs](docs/a.md) and <https://example.com> or `[no](link)`.

            Underlined
            ----------

            ```sh
            # a comment, not a heading
            ```

            ### Deep   ###
            #hashtag
            ~~~
            # still code
            """;

    @TempDir
    Path root;

    @BeforeEach
    void writeFile() throws Exception {
        Files.writeString(root.resolve("GUIDE.md"), GUIDE);
    }

    @Test
    void listsHeadingsOutsideOfCode() throws Exception {
        var outline = contentOf(new MarkdownOutline(new Folder(root)), "{\"path\": \"GUIDE.md\"}");

        assertThat(outline).isEqualTo(json("""
                {"path": "GUIDE.md", "sections": 3, "headings": [
                  {"level": 1, "text": "Guide", "line": 4},
                  {"level": 2, "text": "Underlined", "line": 8},
                  {"level": 3, "text": "Deep", "line": 15}]}
                """));
    }

    @Test
    void countsProseButNotCode() throws Exception {
        var counts = contentOf(new MarkdownCount(new Folder(root)), "{\"path\": \"GUIDE.md\"}");

        assertThat(counts.path("headings").asInt()).isEqualTo(3);
        assertThat(counts.path("code_blocks").asInt()).isEqualTo(2);
        assertThat(counts.path("links").asInt()).isEqualTo(2);
        assertThat(counts.path("lines").asInt()).isEqualTo(18);
        assertThat(counts.path("reading_minutes").asInt()).isEqualTo(1);
    }

    @Test
    void countsWords() {
        assertThat(MarkdownText.parse("# One two\n\nthree, *four* don't — 5.\n").words())
                .isEqualTo(6);
        assertThat(MarkdownText.parse("").words()).isZero();
    }

    @Test
    void ignoresARuleAfterABlankLine() {
        assertThat(MarkdownText.parse("text\n\n---\n\n- item\n---\n").headings())
                .isEmpty();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.files;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static dev.pulser.toolbox.bench.ToolCalls.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.toolbox.text.MarkdownCount;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

    @TempDir
    Path outside;

    private Path root;
    private FilesList list;
    private FilesRead read;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(outside.resolve("secret.txt"), "secret");
        root = Files.createDirectories(outside.resolve("root"));
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("a.txt"), "äöü");
        Files.writeString(root.resolve("docs/b.txt"), "b");
        var folder = new Folder(root);
        list = new FilesList(folder);
        read = new FilesRead(folder);
    }

    @Test
    void listsAFolderByName() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), outside.resolve("secret.txt"));

        var listing = contentOf(list, "{}");

        assertThat(listing.findValuesAsText("name")).containsExactly("a.txt", "docs", "link");
        assertThat(listing.findValuesAsText("kind")).containsExactly("file", "folder", "link");
        assertThat(listing.path("entries").path(0).path("bytes").asInt()).isEqualTo(6);
        assertThat(listing.path("truncated").asBoolean()).isFalse();
    }

    @Test
    void truncatesALargeFolder() throws Exception {
        for (var i = 0; i < 1_001; i++) {
            Files.createFile(root.resolve("docs/f" + i));
        }

        var listing = contentOf(list, "{\"path\": \"docs\"}");

        assertThat(listing.path("entries")).hasSize(1_000);
        assertThat(listing.path("truncated").asBoolean()).isTrue();
    }

    @Test
    void readsAFile() throws Exception {
        var content = contentOf(read, "{\"path\": \"docs/../a.txt\"}");

        assertThat(content.path("text").asText()).isEqualTo("äöü");
        assertThat(content.path("bytes").asInt()).isEqualTo(6);
        assertThat(content.path("truncated").asBoolean()).isFalse();
    }

    @Test
    void truncatesBetweenCharacters() throws Exception {
        var content = contentOf(read, "{\"path\": \"a.txt\", \"max_bytes\": 3}");

        assertThat(content.path("text").asText()).isEqualTo("ä");
        assertThat(content.path("truncated").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../secret.txt", "docs/../../secret.txt", "/etc/passwd", "link", "up/secret.txt"})
    void rejectsPathsOutOfTheFolder(String path) throws Exception {
        Files.createSymbolicLink(root.resolve("link"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("up"), outside);
        var arguments = ToolboxJson.object().put("path", path).toString();

        assertThat(failureOf(read, arguments)).isEqualTo("path %s leads out of the root folder.", path);
    }

    @Test
    void followsALinkThatStaysInside() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), Path.of("docs", "b.txt"));

        assertThat(contentOf(read, "{\"path\": \"link\"}").path("text").asText())
                .isEqualTo("b");
    }

    @Test
    void readsAFolderThatIsItselfReachedByALink() throws Exception {
        var alias = Files.createSymbolicLink(outside.resolve("alias"), root);

        var content = contentOf(new FilesRead(new Folder(alias)), "{\"path\": \"a.txt\"}");

        assertThat(content.path("text").asText()).isEqualTo("äöü");
    }

    @Test
    void reportsInvalidPaths() throws Exception {
        Files.write(root.resolve("binary"), new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThat(failureOf(read, "{\"path\": \"nothing\"}")).isEqualTo("path nothing does not exist.");
        assertThat(failureOf(read, "{\"path\": \"docs\"}")).isEqualTo("path docs is not a file.");
        assertThat(failureOf(list, "{\"path\": \"a.txt\"}")).isEqualTo("path a.txt is not a folder.");
        assertThat(failureOf(read, "{\"path\": \"binary\"}")).isEqualTo("path binary is not UTF-8 text.");
        assertThat(failureOf(read, "{\"path\": \"a\\u0000b\"}")).startsWith("path is invalid");
    }

    @Test
    void reportsAMissingRootFolder() throws Exception {
        var nowhere = new FilesList(new Folder(root.resolve("nowhere")));

        assertThat(failureOf(nowhere, "{}")).isEqualTo("TOOLBOX_FILES names a folder that does not exist.");
    }

    @Test
    void rejectsLargeFiles() throws Exception {
        Files.write(root.resolve("large.md"), new byte[Folder.MAX_FILE_BYTES + 1]);
        var count = new MarkdownCount(new Folder(root));

        assertThat(failureOf(count, "{\"path\": \"large.md\"}"))
                .isEqualTo("path large.md must have at most 1048576 bytes. It has 1048577.");
        assertThat(contentOf(read, "{\"path\": \"large.md\", \"max_bytes\": 10}")
                        .path("text")
                        .asText())
                .isEqualTo("\0".repeat(10));
    }

    @Test
    void rejectsBinaryFiles() throws Exception {
        Files.write(root.resolve("latin.md"), "ä".getBytes(StandardCharsets.ISO_8859_1));
        var count = new MarkdownCount(new Folder(root));

        assertThat(failureOf(count, "{\"path\": \"latin.md\"}")).isEqualTo("path latin.md is not UTF-8 text.");
        assertThat(failureOf(count, "{\"path\": \"docs\"}")).isEqualTo("path docs is not a file.");
    }
}

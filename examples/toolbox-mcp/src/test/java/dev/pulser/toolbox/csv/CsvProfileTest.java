// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.csv;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static dev.pulser.toolbox.bench.ToolCalls.failureOf;
import static dev.pulser.toolbox.bench.ToolCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.toolbox.files.Folder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvProfileTest {

    private static final String PATH = "{\"path\": \"t.csv\"}";

    @TempDir
    Path root;

    private CsvProfile profile;

    @BeforeEach
    void openFolder() {
        profile = new CsvProfile(new Folder(root));
    }

    @Test
    void infersTheTypeOfEachColumn() throws Exception {
        write("""
                id,price,on,day,at,name,mixed,none
                9,1.5,true,2025-01-02,2025-01-02T03:04:05Z,b,1,
                10,-2,FALSE,2024-12-31,2024-12-31 23:59,a,x,
                """);

        var columns = contentOf(profile, PATH).path("columns");

        assertThat(columns.findValuesAsText("type"))
                .containsExactly("integer", "decimal", "boolean", "date", "timestamp", "text", "text", "empty");
        assertThat(columns.path(0)).isEqualTo(json("""
                {"name": "id", "type": "integer", "empty": 0, "distinct": 2, "distinct_capped": false,
                 "min": "9", "max": "10"}
                """));
        assertThat(columns.path(1).path("min").asText()).isEqualTo("-2");
        assertThat(columns.path(5).path("min").asText()).isEqualTo("a");
        assertThat(columns.path(7).path("empty").asInt()).isEqualTo(2);
        assertThat(columns.path(7).has("min")).isFalse();
    }

    @Test
    void readsQuotesLineBreaksAndAByteOrderMark() throws Exception {
        write("\uFEFFa,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n\"\"\"\",\"\"\r\n");

        var answer = contentOf(profile, PATH);

        assertThat(answer.path("rows").asInt()).isEqualTo(2);
        assertThat(answer.findValuesAsText("name")).containsExactly("a", "b");
        assertThat(answer.path("columns").path(0).path("max").asText()).isEqualTo("x, \"y\"");
        assertThat(answer.path("columns").path(0).path("min").asText()).isEqualTo("\"");
        assertThat(answer.path("columns").path(1).path("max").asText()).isEqualTo("two\nlines");
    }

    @Test
    void findsTheSeparatorItself() throws Exception {
        write("a;b;c\n1;2,5;3\n");

        var answer = contentOf(profile, PATH);

        assertThat(answer.path("separator").asText()).isEqualTo(";");
        assertThat(answer.path("columns")).hasSize(3);
    }

    @Test
    void countsRowsOfTheWrongLength() throws Exception {
        write("a,b\n1\n1,2\n1,2,3\n\n");

        var answer = contentOf(profile, PATH);

        assertThat(answer.path("rows").asInt()).isEqualTo(3);
        assertThat(answer.path("ragged").asInt()).isEqualTo(2);
        assertThat(answer.path("columns").path(1).path("empty").asInt()).isEqualTo(1);
    }

    @Test
    void stopsCountingDistinctValuesAtAThousand() throws Exception {
        write(IntStream.rangeClosed(1, 1_500).mapToObj(String::valueOf).collect(Collectors.joining("\n", "n\n", "")));

        var column = contentOf(profile, PATH).path("columns").path(0);

        assertThat(column.path("distinct").asInt()).isEqualTo(1_000);
        assertThat(column.path("distinct_capped").asBoolean()).isTrue();
        assertThat(column.path("max").asText()).isEqualTo("1500");
    }

    @Test
    void endsAtAnUnclosedQuote() throws Exception {
        write("a\n\"open");

        assertThat(contentOf(profile, PATH).path("columns").path(0).path("max").asText())
                .isEqualTo("open");
    }

    @Test
    void rejectsAFileWithoutAHeaderOrWithTooManyColumns() throws Exception {
        write("\n\n");
        assertThat(failureOf(profile, PATH)).isEqualTo("path t.csv has no header row.");

        write("c,".repeat(100) + "c\n");
        assertThat(failureOf(profile, PATH)).isEqualTo("path t.csv must have at most 100 columns. It has 101.");
    }

    private void write(String text) throws Exception {
        Files.writeString(root.resolve("t.csv"), text);
    }
}

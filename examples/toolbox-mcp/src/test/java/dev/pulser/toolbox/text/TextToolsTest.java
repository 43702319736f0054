// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static dev.pulser.toolbox.bench.ToolCalls.failureOf;
import static dev.pulser.toolbox.bench.ToolCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pulser.toolbox.files.Folder;
import dev.pulser.toolbox.files.TextInput;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextToolsTest {

    @TempDir
    Path root;

    private TextInput input;

    @BeforeEach
    void openFolder() {
        input = new TextInput(new Folder(root));
    }

    @Test
    void findsTheMostFrequentTerms() throws Exception {
        var text = "The lag of the group. Lag grows; group, lag and Partition: partition!";

        assertThat(contentOf(new TextKeywords(input), textOf(text, 2))).isEqualTo(json("""
                {"words": 12, "distinct": 4, "terms": [{"term": "lag", "count": 3}, {"term": "group", "count": 2}]}
                """));
    }

    @Test
    void readsTheTextFromAFile() throws Exception {
        Files.writeString(root.resolve("a.txt"), "kafka kafka topic");

        assertThat(contentOf(new TextKeywords(input), "{\"path\": \"a.txt\"}").findValuesAsText("term"))
                .containsExactly("kafka", "topic");
    }

    @Test
    void requiresExactlyOneOfPathAndText() throws Exception {
        var reason = "Exactly one of path and text is required.";

        assertThat(failureOf(new TextKeywords(input), "{}")).isEqualTo(reason);
        assertThat(failureOf(new TextStats(input), "{\"path\": \"a\", \"text\": \"b\"}"))
                .isEqualTo(reason);
    }

    @Test
    void measuresAText() throws Exception {
        assertThat(contentOf(new TextStats(input), textOf("One two. Two?\n\"Three!\" 😀")))
                .isEqualTo(json("""
                {"characters": 24, "lines": 2, "words": 4, "distinct_words": 3, "sentences": 3}
                """));
    }

    @Test
    void describesAnObject() throws Exception {
        var verdict = contentOf(new JsonCheck(input), textOf("{\"a\": [1, {\"x\": null}], \"b\": true}"));

        assertThat(verdict).isEqualTo(json("""
                {"well_formed": true, "shape": "object", "size": 2, "keys": ["a", "b"], "depth": 3, "values": 3}
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [[], {}, 1] | array   | 2 | 1
            3.5         | number  | 0 | 1
            "x"         | string  | 0 | 1
            false       | boolean | 0 | 1
            null        | null    | 0 | 1
            """)
    void describesOtherShapes(String text, String shape, int depth, int values) throws Exception {
        var verdict = contentOf(new JsonCheck(input), textOf(text));

        assertThat(verdict.path("shape").asText()).isEqualTo(shape);
        assertThat(verdict.path("depth").asInt()).isEqualTo(depth);
        assertThat(verdict.path("values").asInt()).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a": 1,}    | 1 | 9
            {"a" 1}      | 1 | 6
            [1, 2        | 1 | 6
            {} {}        | 1 | 4
            ''           | 1 | 1
            """)
    void locatesTheFirstError(String text, int line, int column) throws Exception {
        var verdict = contentOf(new JsonCheck(input), textOf(text.equals("''") ? "" : text));

        assertThat(verdict.path("well_formed").asBoolean()).isFalse();
        assertThat(verdict.at("/error/message").asText()).isNotEmpty();
        assertThat(verdict.at("/error/line").asInt()).isEqualTo(line);
        assertThat(verdict.at("/error/column").asInt()).isCloseTo(column, within(1));
    }

    @Test
    void limitsTheDepthOfNesting() throws Exception {
        var verdict = contentOf(new JsonCheck(input), textOf("[".repeat(100_000)));

        assertThat(verdict.path("well_formed").asBoolean()).isFalse();
        assertThat(verdict.at("/error/message").asText()).contains("nesting depth");
        assertThat(verdict.at("/error/column").asInt()).isGreaterThan(1_000);
    }

    private static String textOf(String text) {
        return ToolboxJson.object().put("text", text).toString();
    }

    private static String textOf(String text, int top) {
        return ToolboxJson.object().put("text", text).put("top", top).toString();
    }
}

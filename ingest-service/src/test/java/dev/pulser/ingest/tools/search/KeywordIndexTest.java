// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordIndexTest {

    private static ToolDocument text(String name, String description) {
        return new ToolDocument(name, name, name, null, description);
    }

    private final KeywordIndex index = new KeywordIndex(List.of(
            text("read_text_file", "Reads the contents of a file as text"),
            text("listDirectory", "Lists the files of a directory"),
            text("get_weather", "Tells the weather of a place")));

    @Test
    void findsKeywordsInNamesOfAnyStyle() {
        assertThat(index.find("directory list")).startsWith("listDirectory");
        assertThat(index.find("weather")).containsExactly("get_weather");
    }

    @Test
    void countsANameMoreThanADescription() {
        assertThat(index.find("file")).containsExactly("read_text_file", "listDirectory");
    }

    @Test
    void matchesWordStems() {
        assertThat(index.find("reading files")).startsWith("read_text_file");
        assertThat(index.find("director")).containsExactly("listDirectory");
    }

    @Test
    void ignoresStopWords() {
        assertThat(index.find("how do I the of a")).isEmpty();
        assertThat(index.find("quantum")).isEmpty();
    }
}

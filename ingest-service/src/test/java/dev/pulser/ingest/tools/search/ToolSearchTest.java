// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** With the real model. */
class ToolSearchTest {

    private static final Duration LOADING = Duration.ofSeconds(60);

    private final Catalogue tools = new Catalogue(List.of(
            tool("fs/remove_path", "Removes an entry from the disk"),
            tool("fs/unlink", "Erases a document permanently"),
            tool("fs/read_text", "Returns what is written in a document"),
            tool("weather/get_weather", "Current temperature and conditions of a place"),
            tool("git/commit", "Records staged changes in the repository"),
            tool("calendar/add_event", "Puts an appointment into the calendar"),
            tool("mail/send", "Sends an e-mail to a recipient"),
            tool("db/query", "Runs an SQL statement and returns rows")));

    private static ToolDocument tool(String key, String description) {
        return new ToolDocument(key, "1", key.substring(key.indexOf('/') + 1), null, description);
    }

    private static final class Catalogue implements ToolSearch.Source {

        private List<ToolDocument> texts;
        private long version;

        Catalogue(List<ToolDocument> texts) {
            this.texts = texts;
        }

        void add(ToolDocument text) {
            texts = new ArrayList<>(texts);
            texts.add(text);
            version++;
        }

        @Override
        public long version() {
            return version;
        }

        @Override
        public Collection<ToolDocument> documents() {
            return texts;
        }
    }

    private static ToolSearch search(ToolSearchConfig.Method method, SemanticIndex semantic) {
        return new ToolSearch(() -> method, semantic);
    }

    private ToolSearch.Found foundBySimilarity(ToolSearch search, String query) {
        return await().atMost(LOADING)
                .until(() -> search.find(query, tools), found -> found.by().equals("semantic"));
    }

    @Test
    void findsToolsBySimilarityWithoutCommonWords() {
        var search = search(ToolSearchConfig.Method.SEMANTIC, new SemanticIndex(MiniLmEmbedder::new));

        assertThat(foundBySimilarity(search, "delete a file").keys().subList(0, 2))
                .containsExactlyInAnyOrder("fs/remove_path", "fs/unlink");
        assertThat(search.find("how warm is it outside", tools).keys()).startsWith("weather/get_weather");
    }

    @Test
    void searchesByKeywordUntilTheModelIsLoaded() {
        var loaded = new CountDownLatch(1);
        var search = search(ToolSearchConfig.Method.SEMANTIC, new SemanticIndex(() -> {
            try {
                loaded.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return text ->
                    QuantizedVector.of(new float[] {text.startsWith("unlink") || text.equals("erase") ? 1 : 0, 1});
        }));

        var before = search.find("appointment", tools);
        assertThat(before.by()).isEqualTo("keyword");
        assertThat(before.keys()).containsExactly("calendar/add_event");
        loaded.countDown();

        assertThat(foundBySimilarity(search, "erase").keys()).startsWith("fs/unlink");
    }

    @Test
    void embedsNewDocuments() {
        var search = search(
                ToolSearchConfig.Method.SEMANTIC,
                new SemanticIndex(() -> text -> QuantizedVector.of(
                        text.contains("moon") || text.contains("satellite")
                                ? new float[] {1, 0}
                                : new float[] {0, 1})));
        foundBySimilarity(search, "satellite");
        tools.add(tool("sky/moon", "Shows it"));

        await().atMost(LOADING)
                .untilAsserted(
                        () -> assertThat(search.find("satellite", tools).keys()).containsExactly("sky/moon"));
    }

    @Test
    void worksWithoutAModelWhereThereIsNone() {
        var search = search(ToolSearchConfig.Method.SEMANTIC, new SemanticIndex(() -> {
            throw new UnsatisfiedLinkError("not for this machine");
        }));

        await().during(Duration.ofMillis(200)).atMost(LOADING).untilAsserted(() -> {
            var found = search.find("appointment", tools);
            assertThat(found.by()).isEqualTo("keyword");
            assertThat(found.keys()).containsExactly("calendar/add_event");
        });
    }

    @Test
    void loadsNoModelForKeywordSearch() {
        var search = search(ToolSearchConfig.Method.KEYWORD, new SemanticIndex(() -> {
            throw new AssertionError("the model must not be loaded");
        }));

        assertThat(search.find("appointment", tools).by()).isEqualTo("keyword");
    }
}

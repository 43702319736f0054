// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Finds tools by words, and by meaning once that can be. Safe from any thread. */
@Singleton
public final class ToolSearch {

    private final SearchConfig config;
    private final MeaningIndex meanings;

    /** Replaced as a whole where the tools are others. */
    private volatile Indexed indexed = new Indexed(-1, List.of(), new WordIndex(List.of()));

    private record Indexed(long version, Collection<SearchText> texts, WordIndex words) {}

    @Inject
    ToolSearch(SearchConfig config) {
        this(config, new MeaningIndex(MiniLm::new));
    }

    ToolSearch(SearchConfig config, MeaningIndex meanings) {
        this.config = config;
        this.meanings = meanings;
    }

    /**
     * What was found.
     *
     * @param keys of the texts, best first
     * @param by   words or meaning
     */
    public record Found(List<String> keys, String by) {}

    /** Where {@link #find} gets what there is to find. */
    public interface Source {

        /** Another number where the texts are others. */
        long version();

        Collection<SearchText> texts();
    }

    public Found find(String query, Source source) {
        var current = current(source);
        var byWords = current.words().find(query);
        if (config.way() == SearchConfig.Way.WORDS) {
            return new Found(byWords, "words");
        }
        meanings.catchUp(current.version(), current.texts());
        return meanings.find(query)
                .map(byMeaning -> new Found(RankFusion.of(List.of(byWords, byMeaning)), "meaning"))
                .orElseGet(() -> new Found(byWords, "words"));
    }

    private Indexed current(Source source) {
        var known = indexed;
        long version = source.version();
        if (known.version() == version) {
            return known;
        }
        var texts = source.texts();
        var next = new Indexed(version, texts, new WordIndex(texts));
        indexed = next;
        return next;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Tool search by keywords, and by semantic similarity once the model is loaded. Thread-safe. */
@Singleton
public final class ToolSearch {

    private final ToolSearchConfig config;
    private final SemanticIndex semantic;

    /** Replaced as a whole when the tools change. */
    private volatile Indexed indexed = new Indexed(-1, List.of(), new KeywordIndex(List.of()));

    private record Indexed(long version, Collection<ToolDocument> documents, KeywordIndex keywords) {}

    @Inject
    ToolSearch(ToolSearchConfig config) {
        this(config, new SemanticIndex(MiniLmEmbedder::new));
    }

    ToolSearch(ToolSearchConfig config, SemanticIndex semantic) {
        this.config = config;
        this.semantic = semantic;
    }

    /**
     * Search result.
     *
     * @param keys keys of the documents, best first
     * @param by search method, {@code keyword} or {@code semantic}
     */
    public record Found(List<String> keys, String by) {}

    /** Source of searchable documents. */
    public interface Source {

        /** Returns a number that changes with the documents. */
        long version();

        Collection<ToolDocument> documents();
    }

    public Found find(String query, Source source) {
        var current = current(source);
        var byKeyword = current.keywords().find(query);
        if (config.method() == ToolSearchConfig.Method.KEYWORD) {
            return new Found(byKeyword, "keyword");
        }
        semantic.update(current.version(), current.documents());
        return semantic.find(query)
                .map(bySimilarity -> new Found(ReciprocalRankFusion.of(List.of(byKeyword, bySimilarity)), "semantic"))
                .orElseGet(() -> new Found(byKeyword, "keyword"));
    }

    private Indexed current(Source source) {
        var known = indexed;
        long version = source.version();
        if (known.version() == version) {
            return known;
        }
        var documents = source.documents();
        var next = new Indexed(version, documents, new KeywordIndex(documents));
        indexed = next;
        return next;
    }
}

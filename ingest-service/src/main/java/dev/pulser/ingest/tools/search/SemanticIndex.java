// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Semantic index of tools by embeddings. The model is loaded at first use and documents are embedded in the background;
 * searches return nothing until that is complete. Thread-safe.
 *
 * <p>Failure: a model that cannot be loaded, such as on a machine without its native library, is reported once and not
 * retried.
 */
final class SemanticIndex {

    private static final Logger LOG = Logger.getLogger(SemanticIndex.class);
    private static final int MAX_HITS = 50;

    /** Cosine similarity below which two English sentences are unrelated. */
    private static final double MIN_SIMILARITY = 0.2;

    private final Supplier<TextEmbedder> loader;
    private final Map<String, Embedded> embedded = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    private volatile @Nullable TextEmbedder embedder;
    private volatile long latest = Long.MIN_VALUE;
    private volatile boolean ready;
    private volatile boolean failed;

    SemanticIndex(Supplier<TextEmbedder> loader) {
        this.loader = loader;
    }

    private record Embedded(String hash, QuantizedVector embedding) {}

    /**
     * Embeds new documents and removes deleted ones in the background.
     *
     * @param number version of the documents; a version that was embedded already is skipped
     */
    void update(long number, Collection<ToolDocument> documents) {
        if (!failed && !documents.isEmpty() && number != latest && busy.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("embed-tools").start(() -> {
                try {
                    embedAll(documents);
                    latest = number;
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void embedAll(Collection<ToolDocument> documents) {
        try {
            var model = model();
            var keys = new HashSet<String>();
            int count = 0;
            for (var document : documents) {
                keys.add(document.key());
                var known = embedded.get(document.key());
                if (known == null || !known.hash().equals(document.hash())) {
                    embedded.put(document.key(), new Embedded(document.hash(), model.embed(document.embeddingText())));
                    count++;
                }
            }
            embedded.keySet().retainAll(keys);
            ready = true;
            LOG.debugf("Tools embedded count=%d new=%d", keys.size(), count);
        } catch (RuntimeException | LinkageError e) {
            failed = true;
            LOG.warnf("Semantic tool search unavailable, using keywords only reason=\"%s\"", e);
        }
    }

    private TextEmbedder model() {
        var known = embedder;
        if (known == null) {
            known = loader.get();
            embedder = known;
        }
        return known;
    }

    /** Returns the keys of similar documents, most similar first; empty while the index is not ready. */
    Optional<List<String>> find(String query) {
        var model = embedder;
        if (!ready || failed || model == null) {
            return Optional.empty();
        }
        record Hit(String key, double similarity) {}
        var queryEmbedding = model.embed(query);
        return Optional.of(embedded.entrySet().stream()
                .map(entry ->
                        new Hit(entry.getKey(), entry.getValue().embedding().similarity(queryEmbedding)))
                .filter(hit -> hit.similarity() >= MIN_SIMILARITY)
                .sorted(Comparator.comparingDouble(Hit::similarity).reversed().thenComparing(Hit::key))
                .limit(MAX_HITS)
                .map(Hit::key)
                .toList());
    }
}

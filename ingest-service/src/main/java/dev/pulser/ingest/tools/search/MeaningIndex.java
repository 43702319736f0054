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
 * Finds texts by what they mean. The model is loaded at the first need, and texts are read in the background: until the first
 * time that all have been, there is no answer. Safe from any thread.
 *
 * <p>Failure: a model that cannot be loaded, because this machine has no library for it, is said once and not tried again.
 */
final class MeaningIndex {

    private static final Logger LOG = Logger.getLogger(MeaningIndex.class);
    private static final int MAX_HITS = 50;

    /** Below this, two English sentences have nothing to do with each other. */
    private static final double MIN_SIMILARITY = 0.2;

    private final Supplier<Reader> loading;
    private final Map<String, Understood> understood = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    private volatile @Nullable Reader reader;
    private volatile long latest = Long.MIN_VALUE;
    private volatile boolean ready;
    private volatile boolean broken;

    MeaningIndex(Supplier<Reader> loading) {
        this.loading = loading;
    }

    private record Understood(String hash, Vector meaning) {}

    /**
     * Reads what is new among {@code texts}, and forgets what is not there any more, in the background.
     *
     * @param number of this set of texts; what has been read is not read again
     */
    void catchUp(long number, Collection<SearchText> texts) {
        if (!broken && !texts.isEmpty() && number != latest && busy.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("read-tools").start(() -> {
                try {
                    readAll(texts);
                    latest = number;
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void readAll(Collection<SearchText> texts) {
        try {
            var model = loaded();
            var keys = new HashSet<String>();
            int read = 0;
            for (var text : texts) {
                keys.add(text.key());
                var known = understood.get(text.key());
                if (known == null || !known.hash().equals(text.hash())) {
                    understood.put(text.key(), new Understood(text.hash(), model.read(text.meant())));
                    read++;
                }
            }
            understood.keySet().retainAll(keys);
            ready = true;
            LOG.debugf("tools read count=%d new=%d", keys.size(), read);
        } catch (RuntimeException | LinkageError e) {
            broken = true;
            LOG.warnf("tools are found by their words alone reason=%s", e);
        }
    }

    private Reader loaded() {
        var known = reader;
        if (known == null) {
            known = loading.get();
            reader = known;
        }
        return known;
    }

    /** Keys of what comes near to {@code query}, nearest first; empty while nobody can say. */
    Optional<List<String>> find(String query) {
        var model = reader;
        if (!ready || broken || model == null) {
            return Optional.empty();
        }
        record Hit(String key, double similarity) {}
        var wanted = model.read(query);
        return Optional.of(understood.entrySet().stream()
                .map(entry -> new Hit(entry.getKey(), entry.getValue().meaning().similarity(wanted)))
                .filter(hit -> hit.similarity() >= MIN_SIMILARITY)
                .sorted(Comparator.comparingDouble(Hit::similarity).reversed().thenComparing(Hit::key))
                .limit(MAX_HITS)
                .map(Hit::key)
                .toList());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

/** Embedding model for sentences. Thread-safe. */
interface TextEmbedder {

    /** Returns the embedding of {@code text}. Blocks for some milliseconds. */
    QuantizedVector embed(String text);
}

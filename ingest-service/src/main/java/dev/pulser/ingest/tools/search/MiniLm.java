// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;

/**
 * The model all-MiniLM-L6-v2, quantised, out of its jar: English, 384 dimensions, needs no network. Making one loads native
 * libraries and takes a second or so.
 */
final class MiniLm implements Reader {

    private final EmbeddingModel model;

    MiniLm() {
        // One sentence at a time, on the thread that asks.
        model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    }

    @Override
    public Vector read(String text) {
        return Vector.of(model.embed(text).content().vector());
    }
}

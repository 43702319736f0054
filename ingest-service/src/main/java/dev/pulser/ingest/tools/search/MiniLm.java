// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools.search;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model all-MiniLM-L6-v2, quantised, out of its jar: English, 384 dimensions, needs no network. Making one loads native
 * libraries and takes a second or so; it takes some 90 MB outside of the heap, and next to nothing within.
 */
final class MiniLm implements Reader {

    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

    private final EmbeddingModel model;

    /** @throws UncheckedIOException where there is no room for temporary files */
    MiniLm() {
        try {
            model = load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From files, because the library would read a jar's content into the heap several times over. */
    private static EmbeddingModel load() throws IOException {
        var folder = Files.createTempDirectory("pulser-model");
        var weights = folder.resolve(MODEL);
        var tokenizer = folder.resolve(TOKENIZER);
        try {
            unpack(weights);
            unpack(tokenizer);
            // One sentence at a time, on the thread that asks.
            return new OnnxEmbeddingModel(weights, tokenizer, PoolingMode.MEAN, Runnable::run);
        } finally {
            Files.deleteIfExists(weights);
            Files.deleteIfExists(tokenizer);
            Files.deleteIfExists(folder);
        }
    }

    private static void unpack(Path file) throws IOException {
        var jar = AllMiniLmL6V2QuantizedEmbeddingModel.class.getClassLoader();
        try (var content = jar.getResourceAsStream(file.getFileName().toString())) {
            if (content == null) {
                throw new IOException("the jar of the model has no " + file.getFileName());
            }
            Files.copy(content, file);
        }
    }

    @Override
    public Vector read(String text) {
        return Vector.of(model.embed(text).content().vector());
    }
}

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
 * Embedding model all-MiniLM-L6-v2, quantized and bundled: English, 384 dimensions, no network. Loading takes about a
 * second and 90 MB of native memory.
 */
final class MiniLmEmbedder implements TextEmbedder {

    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

    private final EmbeddingModel model;

    /**
     * Loads the model.
     *
     * @throws UncheckedIOException if temporary files cannot be written
     */
    MiniLmEmbedder() {
        try {
            model = load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads the model from temporary files, because the library would copy the jar's content into the heap several
     * times.
     */
    private static EmbeddingModel load() throws IOException {
        var folder = Files.createTempDirectory("pulser-model");
        var weights = folder.resolve(MODEL);
        var tokenizer = folder.resolve(TOKENIZER);
        try {
            unpack(weights);
            unpack(tokenizer);
            // embeds on the calling thread
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
                throw new IOException("The model jar has no " + file.getFileName());
            }
            Files.copy(content, file);
        }
    }

    @Override
    public QuantizedVector embed(String text) {
        return QuantizedVector.of(model.embed(text).content().vector());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;

/** Writer of {@code application/problem+json} bodies of at most {@value #MAX_BYTES} bytes. */
public final class ProblemJson {

    public static final String MEDIA_TYPE = "application/problem+json";
    public static final int MAX_BYTES = 2_048;

    private static final int MAX_DETAIL_CHARS = 400;
    private static final ObjectMapper JSON = JsonMapper.builder()
            // four bytes per such character instead of twelve
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private ProblemJson() {}

    /**
     * Writes a problem. Omits the last validation errors if the body would exceed the limit, and counts them in {@code
     * errors_omitted}.
     */
    public static byte[] write(Problem problem, String correlationId) {
        var root = JSON.createObjectNode()
                .put("type", problem.type().uri())
                .put("title", problem.type().title())
                .put("status", problem.type().status())
                .put("detail", Excerpt.truncate(problem.detail(), MAX_DETAIL_CHARS))
                .put("correlation_id", correlationId);
        if (problem.errors().isEmpty()) {
            return bytes(root);
        }
        var errors = root.putArray("errors");
        problem.errors().forEach(error -> add(errors, error));
        var written = bytes(root);
        while (written.length > MAX_BYTES && !errors.isEmpty()) {
            errors.remove(errors.size() - 1);
            root.put("errors_omitted", problem.errors().size() - errors.size());
            written = bytes(root);
        }
        return written;
    }

    private static void add(ArrayNode errors, ValidationError error) {
        errors.addObject()
                .put("code", error.code().slug())
                .put("field", Excerpt.truncate(error.field(), MAX_DETAIL_CHARS))
                .put("detail", Excerpt.truncate(error.detail(), MAX_DETAIL_CHARS));
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("serializing a JSON tree failed", e);
        }
    }
}

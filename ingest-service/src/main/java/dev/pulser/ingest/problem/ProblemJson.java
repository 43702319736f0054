// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.task.Fault;

/** A problem as {@code application/problem+json}, at most {@value #MAX_BYTES} bytes. */
public final class ProblemJson {

    public static final String MEDIA_TYPE = "application/problem+json";
    public static final int MAX_BYTES = 2_048;

    private static final int MAX_DETAIL_CHARS = 400;
    private static final ObjectMapper JSON = JsonMapper.builder()
            // Else such a character takes twelve bytes instead of four.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private ProblemJson() {}

    /** Leaves out the last faults where all would be too much, and says how many in {@code errors_omitted}. */
    public static byte[] write(Problem problem, String correlationId) {
        var root = JSON.createObjectNode()
                .put("type", problem.type().uri())
                .put("title", problem.type().title())
                .put("status", problem.type().status())
                .put("detail", shortened(problem.detail()))
                .put("correlation_id", correlationId);
        if (problem.faults().isEmpty()) {
            return bytes(root);
        }
        var errors = root.putArray("errors");
        problem.faults().forEach(fault -> add(errors, fault));
        var written = bytes(root);
        while (written.length > MAX_BYTES && !errors.isEmpty()) {
            errors.remove(errors.size() - 1);
            root.put("errors_omitted", problem.faults().size() - errors.size());
            written = bytes(root);
        }
        return written;
    }

    private static void add(ArrayNode errors, Fault fault) {
        errors.addObject()
                .put("code", fault.code().slug())
                .put("field", shortened(fault.field()))
                .put("detail", shortened(fault.detail()));
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_DETAIL_CHARS) {
            return text;
        }
        // Never half of a surrogate pair.
        int end = text.offsetByCodePoints(0, text.codePointCount(0, MAX_DETAIL_CHARS - 1));
        return text.substring(0, end) + "…";
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers is always JSON", e);
        }
    }
}

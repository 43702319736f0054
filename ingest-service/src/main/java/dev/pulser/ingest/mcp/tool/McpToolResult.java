// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemJson;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Result of a tool call. */
public sealed interface McpToolResult {

    /**
     * Successful call.
     *
     * @param view response body of the equivalent REST request
     */
    record Success(Object view) implements McpToolResult {}

    /** Failed call, with a problem for the model to read. */
    record Failure(Problem problem, String correlationId) implements McpToolResult {}

    /** Returns the {@code tools/call} result, as text and as structured content. */
    default ObjectNode json(ObjectMapper mapper) {
        return switch (this) {
            case Success(var view) -> {
                var json = write(mapper, view);
                yield result(mapper, json, json, false);
            }
            case Failure(var problem, var correlationId) -> {
                var json = new String(ProblemJson.write(problem, correlationId), StandardCharsets.UTF_8);
                yield result(mapper, message(problem), "{\"problem\":" + json + "}", true);
            }
        };
    }

    private static ObjectNode result(ObjectMapper mapper, String text, String structured, boolean isError) {
        var result = mapper.createObjectNode();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        result.putRawValue("structuredContent", new RawValue(structured));
        return result.put("isError", isError);
    }

    private static String write(ObjectMapper mapper, Object view) {
        try {
            return mapper.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("serializing a view failed", e);
        }
    }

    /** Formats all validation errors, one per line, and the retry delay if any. */
    private static String message(Problem problem) {
        var details = problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().stream()
                        .map(error -> error.field().isEmpty() ? error.detail() : error.field() + ": " + error.detail())
                        .collect(Collectors.joining("\n"));
        var after = problem.headers().get("Retry-After");
        return "%s (%s): %s%s"
                .formatted(
                        problem.type().title(),
                        problem.type().slug(),
                        details,
                        after == null ? "" : "\nTry again after " + after + " seconds.");
    }
}

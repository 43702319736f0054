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

/** What came of a tool call. */
public sealed interface ToolAnswer {

    /** @param view what REST would answer as JSON */
    record Done(Object view) implements ToolAnswer {}

    /** The call failed, for a reason that whoever made it should read. */
    record Failed(Problem problem, String correlationId) implements ToolAnswer {}

    /** The result of {@code tools/call}: the same for people and for programs. */
    default ObjectNode json(ObjectMapper mapper) {
        return switch (this) {
            case Done(var view) -> {
                var json = write(mapper, view);
                yield result(mapper, json, json, false);
            }
            case Failed(var problem, var correlationId) -> {
                var json = new String(ProblemJson.write(problem, correlationId), StandardCharsets.UTF_8);
                yield result(mapper, words(problem), "{\"problem\":" + json + "}", true);
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
            throw new IllegalStateException("a view is always JSON", e);
        }
    }

    /** Everything that is wrong, one thing a line, and when to try again where that may help. */
    private static String words(Problem problem) {
        var words = problem.faults().isEmpty()
                ? problem.detail()
                : problem.faults().stream()
                        .map(fault -> fault.field().isEmpty() ? fault.detail() : fault.field() + ": " + fault.detail())
                        .collect(Collectors.joining("\n"));
        var after = problem.headers().get("Retry-After");
        return "%s (%s): %s%s"
                .formatted(
                        problem.type().title(),
                        problem.type().slug(),
                        words,
                        after == null ? "" : "\nTry again after " + after + " s.");
    }
}

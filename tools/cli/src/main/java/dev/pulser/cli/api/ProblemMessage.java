// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;

/** Error message made of an {@code application/problem+json} body (RFC 9457). */
final class ProblemMessage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_QUOTED = 300;

    private ProblemMessage() {}

    /** Returns one line, and one more for each validation error that the detail does not name. */
    static String describe(int status, String body) {
        try {
            var problem = JSON.readTree(body);
            return problem.isObject() && problem.hasNonNull("title") ? describe(status, problem) : quote(status, body);
        } catch (JsonProcessingException e) {
            return quote(status, body);
        }
    }

    private static String describe(int status, JsonNode problem) {
        var text = new StringBuilder(problem.path("title").asText());
        var detail = problem.path("detail").asText("");
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        text.append(" (").append(status);
        if (problem.hasNonNull("correlation_id")) {
            text.append(", correlation id ")
                    .append(problem.path("correlation_id").asText());
        }
        text.append(')');
        validationErrors(problem, detail).forEach(error -> text.append("\n  ").append(error));
        return text.toString();
    }

    private static Iterable<String> validationErrors(JsonNode problem, String detail) {
        var errors = new ArrayList<String>();
        for (var error : problem.path("errors")) {
            var field = error.path("field").asText("");
            var message = error.path("detail").asText("");
            if (!message.isEmpty() && !detail.contains(message)) {
                errors.add(field.isEmpty() || message.startsWith(field) ? message : field + ": " + message);
            }
        }
        return errors;
    }

    private static String quote(int status, String body) {
        var line = body.replaceAll("\\p{Cntrl}+", " ").strip();
        var quoted = line.length() > MAX_QUOTED ? line.substring(0, MAX_QUOTED) + " …" : line;
        return quoted.isEmpty()
                ? "HTTP status %d with an empty body.".formatted(status)
                : "HTTP status %d: %s".formatted(status, quoted);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;

/** Reads an {@code application/problem+json} body into what a person needs of it. */
final class Problem {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_QUOTED = 300;

    private Problem() {}

    /** One line; one more for each fault where there are several. */
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
        faults(problem, detail).forEach(fault -> text.append("\n  ").append(fault));
        return text.toString();
    }

    private static Iterable<String> faults(JsonNode problem, String detail) {
        var faults = new ArrayList<String>();
        for (var error : problem.path("errors")) {
            var field = error.path("field").asText("");
            var fault = error.path("detail").asText("");
            if (!fault.isEmpty() && !detail.contains(fault)) {
                faults.add(field.isEmpty() || fault.startsWith(field) ? fault : field + ": " + fault);
            }
        }
        return faults;
    }

    private static String quote(int status, String body) {
        var line = body.replaceAll("\\p{Cntrl}+", " ").strip();
        var quoted = line.length() > MAX_QUOTED ? line.substring(0, MAX_QUOTED) + " …" : line;
        return quoted.isEmpty() ? "HTTP status %d".formatted(status) : "HTTP status %d: %s".formatted(status, quoted);
    }
}

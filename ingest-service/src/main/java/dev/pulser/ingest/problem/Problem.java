// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import dev.pulser.contract.validation.ValidationError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Error response (RFC 9457).
 *
 * @param detail one sentence that names the field, the limit and the remedy
 * @param errors validation errors; empty if the problem is not in the request's fields
 * @param headers additional response headers
 */
public record Problem(ProblemType type, String detail, List<ValidationError> errors, Map<String, String> headers) {

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    /** Creates the problem of an invalid request, typed by its first validation error. */
    public static Problem of(List<ValidationError> errors) {
        var first = errors.getFirst();
        var detail = errors.size() == 1
                ? first.detail()
                : "%s See errors for %d more.".formatted(first.detail(), errors.size() - 1);
        return new Problem(ProblemType.of(first.code()), detail, errors, Map.of());
    }

    /** Creates a temporary problem with {@code Retry-After}. Rounded up to one second. */
    public static Problem temporary(ProblemType type, String detail, Duration after) {
        return of(type, detail).with("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
    }

    /** Returns a copy with one more header. */
    public Problem with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Problem(type, detail, errors, all);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import dev.pulser.contract.task.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An error as the client is told it.
 *
 * @param detail  one sentence that names the field, the limit and the way out
 * @param faults  everything wrong with a submission; empty where the problem is not in its fields
 * @param headers to answer with, beside those of every problem
 */
public record Problem(ProblemType type, String detail, List<Fault> faults, Map<String, String> headers) {

    public Problem {
        faults = List.copyOf(faults);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    /** A refused submission: named after the first fault, with all of them inside. */
    public static Problem of(List<Fault> faults) {
        var first = faults.getFirst();
        var detail = faults.size() == 1
                ? first.detail()
                : "%s (and %d more, see errors)".formatted(first.detail(), faults.size() - 1);
        return new Problem(ProblemType.of(first.code()), detail, faults, Map.of());
    }

    /** What is away now and may be back {@code after} this. */
    public static Problem passing(ProblemType type, String detail, Duration after) {
        return of(type, detail).with("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
    }

    /** The same with one more header. */
    public Problem with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Problem(type, detail, faults, all);
    }
}

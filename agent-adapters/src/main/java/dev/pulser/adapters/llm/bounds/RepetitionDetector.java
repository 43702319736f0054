// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Detector of cycles: the same tool call with the same result {@value #TIMES} times in a row, or a cycle of up to
 * {@value #LONGEST} calls as many times. Immutable.
 *
 * @param calls latest calls, newest last
 */
public record RepetitionDetector(List<String> calls) {

    static final int TIMES = 3;
    static final int LONGEST = 4;

    public static final RepetitionDetector NONE = new RepetitionDetector(List.of());

    public RepetitionDetector {
        calls = List.copyOf(calls);
    }

    /** @param call fingerprint of tool, arguments and result */
    public RepetitionDetector after(String call) {
        var extended = new ArrayList<>(calls);
        extended.add(call);
        int surplus = Math.max(0, extended.size() - TIMES * LONGEST);
        return new RepetitionDetector(extended.subList(surplus, extended.size()));
    }

    /** Returns the length of the cycle that the latest calls form; empty if they form none. */
    public Optional<Integer> cycle() {
        for (int length = 1; length <= LONGEST; length++) {
            if (repeats(length)) {
                return Optional.of(length);
            }
        }
        return Optional.empty();
    }

    private boolean repeats(int length) {
        int from = calls.size() - TIMES * length;
        if (from < 0) {
            return false;
        }
        for (int i = from + length; i < calls.size(); i++) {
            if (!calls.get(i).equals(calls.get(i - length))) {
                return false;
            }
        }
        return true;
    }
}

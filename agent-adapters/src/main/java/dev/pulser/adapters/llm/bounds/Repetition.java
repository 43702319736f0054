// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notices a model that goes round in circles: the same call with the same result {@value #TIMES} times in a row, or a cycle
 * of up to {@value #LONGEST} calls as many times. Immutable.
 *
 * @param calls the last ones, the newest last
 */
public record Repetition(List<String> calls) {

    static final int TIMES = 3;
    static final int LONGEST = 4;

    public static final Repetition NONE = new Repetition(List.of());

    public Repetition {
        calls = List.copyOf(calls);
    }

    /** @param call stands for a tool, its arguments and its result: equal only where all three are */
    public Repetition after(String call) {
        var more = new ArrayList<>(calls);
        more.add(call);
        int surplus = Math.max(0, more.size() - TIMES * LONGEST);
        return new Repetition(more.subList(surplus, more.size()));
    }

    /** How many calls the circle has that the last ones make; empty where they make none. */
    public Optional<Integer> circle() {
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayDeque;

/**
 * A regular expression in time linear in the text (Thompson's simulation, as RE2 does it; R. Cox, "Regular Expression
 * Matching Can Be Simple And Fast", 2007). Its automaton is bounded, so that neither making nor running it can be made
 * expensive. Immutable; safe from any thread.
 */
final class LinearPattern implements RegularExpression {

    static final int MAX_CHARS = 1_000;
    static final int MAX_STATES = 2_000;

    /** An atom of a pattern, a counted repetition or a single character. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?s)\\\\[pPx]\\{[^}]*\\}|\\\\.|\\[\\^?\\]?(?:\\\\.|[^\\]\\\\])*\\]|\\{\\d+(?:,\\d*)?\\}|.");

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException in half a sentence, where RE2 does not know it or it would be too large */
    static LinearPattern compile(String text) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "it has %d characters, the limit is %d".formatted(text.length(), MAX_CHARS));
        }
        if (states(text) > MAX_STATES) {
            throw new IllegalArgumentException(
                    "its repetitions make more than %d states; repeat less, or use + or *".formatted(MAX_STATES));
        }
        try {
            return new LinearPattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "it is not in RE2's syntax (no look-around, no back-references): " + e.getDescription(), e);
        }
    }

    @Override
    public boolean matches(String text) {
        return pattern.matcher(text).find();
    }

    /** States of the automaton, roughly and never too few: an atom counts as often as its braces repeat it. */
    private static long states(String text) {
        var around = new ArrayDeque<Long>();
        long sum = 0;
        long atom = 0;
        var tokens = TOKEN.matcher(text);
        while (tokens.find() && sum <= MAX_STATES) {
            var token = tokens.group();
            if (token.equals("(")) {
                around.push(sum);
                sum = 0;
            } else if (token.equals(")") && !around.isEmpty()) {
                atom = sum + 1;
                sum = around.pop() + atom;
            } else if (token.startsWith("{") && token.length() > 1) {
                sum += atom * (times(token) - 1);
                atom *= times(token);
            } else {
                atom = "*+?".contains(token) ? atom : 1;
                sum++;
            }
        }
        return sum;
    }

    /** The most that {@code {4}}, {@code {4,}} or {@code {1,4}} asks for: four. */
    private static long times(String braces) {
        var least = braces.substring(1, braces.length() - 1);
        var most = least.substring(least.lastIndexOf(',') + 1);
        return Math.max(number(least.replaceFirst(",.*", "")), number(most));
    }

    private static long number(String digits) {
        return digits.isEmpty() ? 1 : digits.length() > 4 ? MAX_STATES : Math.max(1, Long.parseLong(digits));
    }
}

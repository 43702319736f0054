// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayDeque;

/**
 * Regular expression that matches in time linear in the text (Thompson's simulation, as in RE2; R. Cox, "Regular Expression
 * Matching Can Be Simple And Fast", 2007). The automaton has a size limit, so neither compiling nor matching can be made
 * expensive. Immutable; safe from any thread.
 */
final class LinearPattern implements RegularExpression {

    static final int MAX_CHARS = 1_000;
    static final int MAX_STATES = 2_000;

    /** Atom of a pattern, a counted repetition or a single character. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?s)\\\\[pPx]\\{[^}]*\\}|\\\\.|\\[\\^?\\]?(?:\\\\.|[^\\]\\\\])*\\]|\\{\\d+(?:,\\d*)?\\}|.");

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException when RE2 does not support the pattern, or it is too large */
    static LinearPattern compile(String text) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "it has %d characters, the limit is %d".formatted(text.length(), MAX_CHARS));
        }
        if (states(text) > MAX_STATES) {
            throw new IllegalArgumentException(
                    "its repetitions need more than %d states; use smaller counts, or + or *".formatted(MAX_STATES));
        }
        try {
            return new LinearPattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "only RE2 syntax is supported, without look-around and back-references: " + e.getDescription(), e);
        }
    }

    @Override
    public boolean matches(String text) {
        return pattern.matcher(text).find();
    }

    /** Returns an upper bound of the states of the automaton: an atom counts as often as its braces repeat it. */
    private static long states(String text) {
        var enclosing = new ArrayDeque<Long>();
        long sum = 0;
        long atom = 0;
        var tokens = TOKEN.matcher(text);
        while (tokens.find() && sum <= MAX_STATES) {
            var token = tokens.group();
            if (token.equals("(")) {
                enclosing.push(sum);
                sum = 0;
            } else if (token.equals(")") && !enclosing.isEmpty()) {
                atom = sum + 1;
                sum = enclosing.pop() + atom;
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

    /** Returns the largest count in {@code {4}}, {@code {4,}} or {@code {1,4}}: four. */
    private static long times(String braces) {
        var least = braces.substring(1, braces.length() - 1);
        var most = least.substring(least.lastIndexOf(',') + 1);
        return Math.max(number(least.replaceFirst(",.*", "")), number(most));
    }

    private static long number(String digits) {
        return digits.isEmpty() ? 1 : digits.length() > 4 ? MAX_STATES : Math.max(1, Long.parseLong(digits));
    }
}

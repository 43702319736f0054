// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.name;

/** The one form of the short names that people choose: task types, agents, servers. */
public final class Names {

    public static final int MAX_LENGTH = 64;

    private Names() {}

    /** Whether {@code name} is a letter followed by up to 63 of {@code a-z 0-9 _ -}. */
    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** {@code name} itself, or an exception that says what it should look like. */
    public static String require(String what, String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException(
                    "%s is a letter followed by up to 63 of a-z, 0-9, _ and -".formatted(what));
        }
        return name;
    }
}

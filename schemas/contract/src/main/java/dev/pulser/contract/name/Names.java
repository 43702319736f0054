// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.name;

/** Syntax of the names of task types, agents and servers. */
public final class Names {

    public static final int MAX_LENGTH = 64;

    private Names() {}

    /** Returns true when {@code name} is a letter a-z followed by up to 63 characters of {@code a-z 0-9 _ -}. */
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

    /**
     * Returns {@code name}.
     *
     * @param label noun for the message, such as {@code agent name}
     * @throws IllegalArgumentException when the name is not valid
     */
    public static String require(String label, String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException(
                    "%s must be a letter a-z followed by up to 63 characters of a-z, 0-9, _ and -".formatted(label));
        }
        return name;
    }
}

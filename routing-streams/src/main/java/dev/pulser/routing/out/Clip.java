// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.out;

/** Bounds on text that comes from outside: agents and adapters may say anything at any length. */
public final class Clip {

    private Clip() {}

    /** {@code text}, or its first {@code maxChars} characters and an ellipsis. */
    public static String to(int maxChars, String text) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars) + '…';
    }
}

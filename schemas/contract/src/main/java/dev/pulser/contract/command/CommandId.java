// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.command;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Identity of a command.
 *
 * @param value {@code cmd_} and 32 lower-case hex digits
 */
public record CommandId(String value) {

    private static final String PREFIX = "cmd_";
    private static final Pattern FORM = Pattern.compile("cmd_[0-9a-f]{32}");
    private static final long LOW_48_BITS = (1L << 48) - 1;

    public CommandId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("command id must be cmd_ followed by 32 lower-case hex digits");
        }
    }

    /** Returns a new id that sorts by {@code at}: 48 bits of milliseconds, then 80 random bits (as UUID version 7, RFC 9562). */
    public static CommandId random(Instant at, RandomGenerator random) {
        long first = (at.toEpochMilli() & LOW_48_BITS) << 16 | (random.nextLong() & 0xFFFFL);
        var hex = HexFormat.of();
        return new CommandId(PREFIX + hex.toHexDigits(first) + hex.toHexDigits(random.nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}

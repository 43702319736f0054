// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.util.List;

/**
 * How far a JVM compiles what it runs.
 *
 * <p>On two processors, with five JVMs that have just started, the optimising compiler takes most of both for the first
 * minutes, and tasks wait for it. Without it everything is quick at once, and about a third slower at full load.
 */
public enum Compilers {
    /** The first compiler alone. */
    QUICK,
    /** Both, as a JVM does by itself. */
    FULL;

    private static final int MANY_PROCESSORS = 4;

    /** What suits a machine. */
    public static Compilers on(int processors) {
        return processors < MANY_PROCESSORS ? QUICK : FULL;
    }

    /** Flags of {@code java}. */
    public List<String> flags() {
        return this == QUICK ? List.of("-XX:TieredStopAtLevel=1") : List.of();
    }
}

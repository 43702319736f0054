// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.util.List;

/**
 * Mode of the just-in-time compilers of a JVM.
 *
 * <p>On two processors, with five JVMs that have just started, the optimizing compiler uses most of both for the first
 * minutes, and tasks wait. Without it the stack responds at once, and is about a third slower at full load.
 */
public enum JitMode {
    /** C1 only. */
    QUICK,
    /** C1 and C2, the default of the JVM. */
    FULL;

    private static final int MANY_PROCESSORS = 4;

    /** Returns the mode for a machine with this number of processors. */
    public static JitMode on(int processors) {
        return processors < MANY_PROCESSORS ? QUICK : FULL;
    }

    /** Returns the options of the {@code java} program. */
    public List<String> flags() {
        return this == QUICK ? List.of("-XX:TieredStopAtLevel=1") : List.of();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.nio.file.Path;

/**
 * One running piece of the stack: a broker, a database, a cache or a service. May be stopped, killed and started again
 * any number of times; it comes back on the same address with the same data.
 *
 * <p>Threads: one caller at a time; {@link #ready()} and {@link #pid()} may be asked from anywhere.
 */
public interface Part {

    /** For people, and the name of its log file. */
    String name();

    /** Where it answers, as the user would write it. */
    String address();

    /** The file that holds what it prints. */
    Path log();

    /**
     * Starts it and waits until it is ready.
     *
     * @throws LaunchFailure when it ends early or is not ready in time; the message holds the end of its log
     */
    void start();

    /** Whether it answers right now. Never throws, takes at most two seconds. */
    boolean ready();

    /** Ends it in an orderly way, by force after a grace period. Does nothing when it does not run. */
    void stop();

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill();

    /**
     * The process id.
     *
     * @throws IllegalStateException when it does not run
     */
    long pid();
}

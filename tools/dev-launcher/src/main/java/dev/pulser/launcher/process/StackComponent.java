// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.nio.file.Path;

/**
 * Component of the stack: a broker, a database, a cache or a service. It can be stopped, killed and started again any
 * number of times, and keeps its address and data.
 *
 * <p>Threads: one caller at a time; {@link #ready()} and {@link #pid()} may be called from any thread.
 */
public interface StackComponent {

    /** Returns the display name. */
    String name();

    /** Returns the address of its clients. */
    String address();

    /** Returns the log file. */
    Path log();

    /**
     * Starts it, and returns once it is ready.
     *
     * @throws LaunchException when it ends early or is not ready in time; the message contains the last lines of its
     *     log
     */
    void start();

    /** Returns true when it currently responds. Never throws, and takes at most two seconds. */
    boolean ready();

    /** Stops it gracefully, by force after a grace period. Does nothing when it is not running. */
    void stop();

    /** Kills it like {@code kill -9}, and returns once it has ended. */
    void kill();

    /**
     * Returns the process id.
     *
     * @throws IllegalStateException when it is not running
     */
    long pid();
}

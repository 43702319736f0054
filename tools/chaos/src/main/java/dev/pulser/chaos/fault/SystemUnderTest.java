// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.util.List;

/**
 * Processes of the system under test. Implemented by the program that runs them.
 *
 * <p>Threads: called by at most one thread at a time for each component. Errors: an unchecked exception ends the run.
 */
public interface SystemUnderTest {

    /** Kills the component as {@code kill -9} does, and returns when its process is gone. */
    void kill(Component component);

    /** Terminates the component as a supervisor does, and returns when its process is gone. */
    void stop(Component component);

    /** Starts the component on its previous address and data, and returns when it is ready. */
    void start(Component component);

    /** Deletes the local state of a stopped component, and returns the number of deleted files. */
    int deleteState(Component component);

    /** Returns the process id of a running component. */
    long pid(Component component);

    /** Returns true when the component responds on its address. */
    boolean responds(Component component);

    /** Returns the brokers, {@link Component#BROKER} first; one or three. */
    List<Component> brokers();
}

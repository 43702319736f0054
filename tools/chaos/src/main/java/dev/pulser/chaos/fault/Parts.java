// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.util.List;

/**
 * The processes of the Pulser that is tested. Implemented by whoever runs it.
 *
 * <p>Threads: one caller at a time for each part. Errors: an unchecked exception ends the run.
 */
public interface Parts {

    /** Ends it as {@code kill -9} does; returns when it is gone. */
    void kill(Part part);

    /** Asks it to end, as a supervisor does; returns when it is gone. */
    void stop(Part part);

    /** Starts it on its old address with its old data; returns when it is ready. */
    void start(Part part);

    /** Deletes what it keeps on its own disk, while it does not run; returns how many files that was. */
    int loseState(Part part);

    /** Its process id, while it runs. */
    long pid(Part part);

    /** Whether it answers on its address right now. */
    boolean answers(Part part);

    /** {@link Part#BROKER} and those beside it, one or three. */
    List<Part> brokers();
}

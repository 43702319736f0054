// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import java.time.Duration;

/**
 * Listener of the start and the stop of a stack.
 *
 * <p>Threads: called from several threads.
 */
public interface StackProgress {

    /** Reports that {@code component} is ready at {@code address} after this time. */
    void ready(String component, String address, Duration after);

    /** Reports an event in one sentence. */
    void note(String message);

    /** Returns a listener that ignores all events. */
    static StackProgress none() {
        return new StackProgress() {
            @Override
            public void ready(String component, String address, Duration after) {}

            @Override
            public void note(String message) {}
        };
    }
}

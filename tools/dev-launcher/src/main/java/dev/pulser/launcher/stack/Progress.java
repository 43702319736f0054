// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import java.time.Duration;

/** Told what happens while the stack starts and ends. Called from several threads. */
public interface Progress {

    /** {@code what} is ready at {@code address}, {@code after} this long. */
    void ready(String what, String address, Duration after);

    /** A sentence worth reading. */
    void note(String sentence);

    /** Says nothing; for tests. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void ready(String what, String address, Duration after) {}

            @Override
            public void note(String sentence) {}
        };
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

/** Something could not be started. The message is written for the user: what, why, and the way out. */
public final class LaunchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LaunchFailure(String message) {
        super(message);
    }

    public LaunchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

/** Failure to start, stop or inspect a part of the stack. The message says what happened and what to do. */
public final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

/** Failure of a command. The message says what happened and what to do; the exit code is 1. */
public class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

/** Invalid arguments of a command. The message names the option and the values it takes; the exit code is 2. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

/** The command was given wrongly. One sentence that names the option and what it takes; ends with exit code 2. */
public final class UsageFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageFailure(String message) {
        super(message);
    }
}

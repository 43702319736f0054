// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

/** Exit codes of every command. */
public final class ExitCode {

    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;

    private ExitCode() {}
}

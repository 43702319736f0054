// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.option;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Options {@code --yes} and {@code --dry-run} of every command that makes a change. */
final class ConfirmationOption {

    @Option(
            names = {"-y", "--yes"},
            description = "Skip the confirmation prompt.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show what would be changed; change nothing.")
    private boolean dryRun;

    boolean isDryRun() {
        return dryRun;
    }

    /**
     * Prompts on a terminal for a confirmation of {@code action}, such as "cancel 7 tasks".
     *
     * @return true when the change may be made
     * @throws UsageException without {@code --yes} when standard output is no terminal
     */
    boolean isConfirmed(Console console, InputStream input, String action) {
        if (yes) {
            return true;
        }
        if (!console.isTerminal()) {
            throw new UsageException(
                    "Cannot ask for confirmation to %s: this is not a terminal. Add --yes to confirm, or --dry-run to change nothing."
                            .formatted(action));
        }
        console.info("This will %s. Continue? [y/N]".formatted(action));
        try {
            var answer = new BufferedReader(new InputStreamReader(input, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the confirmation from standard input", e);
        }
    }
}

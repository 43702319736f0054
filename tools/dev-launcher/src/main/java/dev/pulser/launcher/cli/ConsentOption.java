// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code --yes} and {@code --dry-run}, on every command that touches many things at once. */
public final class ConsentOption {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say how many it would touch.")
    private boolean dryRun;

    public boolean isDryRun() {
        return dryRun;
    }

    /**
     * Whether {@code plan}, such as "cancel 7 tasks", may be done. Asks where a person is there to answer.
     *
     * @throws UsageFailure where nobody is
     */
    public boolean allows(Console console, InputStream input, String plan) {
        if (yes) {
            console.say("going to " + plan);
            return true;
        }
        if (!console.isTerminal()) {
            throw new UsageFailure("this would %s: say --yes, because nobody is here to be asked".formatted(plan));
        }
        console.say("This will %s. Go on? [y/N]".formatted(plan));
        try {
            var answer = new BufferedReader(new InputStreamReader(input, Charset.defaultCharset())).readLine();
            boolean allowed =
                    answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
            if (!allowed) {
                console.say("nothing was done");
            }
            return allowed;
        } catch (IOException e) {
            throw new UncheckedIOException("no answer can be read", e);
        }
    }
}

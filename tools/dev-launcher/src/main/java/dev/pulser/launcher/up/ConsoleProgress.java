// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.TextStyle;
import dev.pulser.launcher.stack.StackProgress;
import java.time.Duration;
import java.util.Locale;

/** Progress on the console: one line for each component that is ready. */
public record ConsoleProgress(Console console) implements StackProgress {

    @Override
    public void ready(String component, String address, Duration after) {
        console.info(String.format(
                Locale.ROOT,
                "  %s %-18s %-32s %5.1f s",
                console.styled(TextStyle.GOOD, "ready"),
                component,
                address,
                after.toMillis() / 1000.0));
    }

    @Override
    public void note(String message) {
        console.info("  " + message);
    }
}

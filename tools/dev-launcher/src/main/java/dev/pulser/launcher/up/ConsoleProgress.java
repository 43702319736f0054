// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.Style;
import dev.pulser.launcher.stack.Progress;
import java.time.Duration;
import java.util.Locale;

/** One line for everything that gets ready. */
public record ConsoleProgress(Console console) implements Progress {

    @Override
    public void ready(String what, String address, Duration after) {
        console.say(String.format(
                Locale.ROOT,
                "  %s %-18s %-32s %5.1f s",
                console.styled(Style.GOOD, "ready"),
                what,
                address,
                after.toMillis() / 1000.0));
    }

    @Override
    public void note(String sentence) {
        console.say("  " + sentence);
    }
}

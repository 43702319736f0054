// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.chaos;

import dev.pulser.chaos.fault.Fault;
import dev.pulser.chaos.fault.Strike;
import dev.pulser.chaos.history.Timepiece;
import dev.pulser.chaos.run.Plan;
import dev.pulser.chaos.run.VerdictFile;
import dev.pulser.chaos.verdict.Verdict;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.up.ConsoleProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks a stack of its own in every way there is, and checks that it kept its promises. */
@Command(
        name = "chaos",
        description = "Load a stack of its own, break it again and again, and check what became of every task.",
        footer = {"", "Exit codes: 0 passed, 1 a promise was broken or the run proves nothing, 2 wrong usage."})
public final class ChaosCommand implements Callable<Integer> {

    private static final List<Duration> DELAYS =
            List.of(Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofMillis(1250));
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration REST = Duration.ofSeconds(5);

    private final Console console;

    @Option(names = "--seed", paramLabel = "N", description = "Of tasks, scripts and faults (default: random).")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long tasks are sent, at least; every fault is dealt once (default: ${DEFAULT-VALUE}).")
    private double minutes = 2;

    @Option(names = "--rate", paramLabel = "R", description = "Operations a second (default: ${DEFAULT-VALUE}).")
    private int rate = 50;

    @Option(
            names = "--faults",
            paramLabel = "A,B",
            split = ",",
            description = "Only these; A+B at once (default: all, a wrong one lists them; none: no faults).")
    private @Nullable List<String> faults;

    @Option(names = "--brokers", paramLabel = "N", description = "1 or 3 brokers (default: ${DEFAULT-VALUE}).")
    private int brokers = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the verdict there too.")
    private @Nullable Path json;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep history, call journals, evidence, logs and data there.")
    private @Nullable Path keep;

    public ChaosCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (minutes <= 0 || minutes > 24 * 60 || rate < 1 || rate > 10_000) {
            throw new UsageFailure("--minutes takes more than 0 and up to 1440, --rate 1 to 10000");
        }
        if (brokers != 1 && brokers != 3) {
            throw new UsageFailure("--brokers takes 1 or 3, not %d".formatted(brokers));
        }
        var plan = new Plan(
                Optional.ofNullable(seed)
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1_000_000)),
                Duration.ofMillis((long) (minutes * 60_000)),
                rate,
                chosen(),
                REST,
                DELAYS,
                LEASE,
                new LauncherSettings(System.getenv()).partitions());
        var folder = folder();
        try {
            var verdict = new Arena(
                            folder,
                            keep != null,
                            brokers,
                            new Timepiece(Clock.systemUTC()),
                            new ConsoleProgress(console),
                            console::say)
                    .run(plan);
            if (json != null) {
                VerdictFile.write(json, verdict);
            }
            new VerdictReport(verdict).print(console);
            return verdict.outcome() == Verdict.Outcome.PASSED ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw new LaunchFailure("the verdict cannot be written: " + e.getMessage(), e);
        } finally {
            if (keep == null) {
                delete(folder);
            }
        }
    }

    private List<Strike> chosen() {
        if (faults == null) {
            return fitting().map(Strike::of).toList();
        }
        return faults.equals(List.of("none"))
                ? List.of()
                : faults.stream().map(this::strike).toList();
    }

    private Stream<Fault> fitting() {
        return Fault.all().stream().filter(fault -> fault.fits(brokers));
    }

    private Strike strike(String word) {
        try {
            var strike = Strike.parse(word)
                    .orElseThrow(() -> new UsageFailure("--faults takes %s, and two as A+B; there is no %s"
                            .formatted(fitting().map(Fault::word).collect(Collectors.joining(", ")), word)));
            if (!strike.faults().stream().allMatch(fault -> fault.fits(brokers))) {
                throw new UsageFailure("--faults %s needs --brokers 3".formatted(word));
            }
            return strike;
        } catch (IllegalArgumentException e) {
            throw new UsageFailure("--faults %s: %s".formatted(word, e.getMessage()));
        }
    }

    private Path folder() {
        try {
            return keep == null
                    ? Files.createTempDirectory("pulser-chaos")
                    : Files.createDirectories(keep).toAbsolutePath();
        } catch (IOException e) {
            throw new LaunchFailure("cannot write to the run's folder: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new LaunchFailure("cannot tidy up %s: %s".formatted(folder, e.getMessage()), e);
        }
    }
}

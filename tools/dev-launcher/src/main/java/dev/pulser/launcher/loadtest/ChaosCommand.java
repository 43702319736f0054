// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import dev.pulser.chaos.fault.Fault;
import dev.pulser.chaos.fault.FaultCombination;
import dev.pulser.chaos.history.RunClock;
import dev.pulser.chaos.run.ChaosPlan;
import dev.pulser.chaos.run.VerdictFile;
import dev.pulser.chaos.verdict.ChaosVerdict;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.topic.TopicSettings;
import dev.pulser.launcher.process.LaunchException;
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

/** Command {@code chaos}: injects faults into a separate stack, and checks its guarantees. */
@Command(
        name = "chaos",
        description = "Inject faults into a separate stack under load, and check the outcome of every task.",
        footer = {"", "Exit codes: 0 passed, 1 a check was violated or the run is inconclusive, 2 invalid usage."})
public final class ChaosCommand implements Callable<Integer> {

    private static final List<Duration> DELAYS =
            List.of(Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofMillis(1250));
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration REST = Duration.ofSeconds(5);

    private final Console console;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of tasks, scripts and faults (default: random).")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description =
                    "Minimum duration of the load; every fault is injected at least once (default: ${DEFAULT-VALUE}).")
    private double minutes = 2;

    @Option(names = "--rate", paramLabel = "R", description = "Operations per second (default: ${DEFAULT-VALUE}).")
    private int rate = 50;

    @Option(
            names = "--faults",
            paramLabel = "A,B",
            split = ",",
            description = "Faults, A+B for two at once, or none (default: all; an unknown name lists them).")
    private @Nullable List<String> faults;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            description = "Number of brokers, 1 or 3 (default: ${DEFAULT-VALUE}).")
    private int brokers = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the verdict to this file too.")
    private @Nullable Path json;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep history, call journals, evidence, logs and data in this folder.")
    private @Nullable Path keep;

    public ChaosCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (minutes <= 0 || minutes > 24 * 60 || rate < 1 || rate > 10_000) {
            throw new UsageException(
                    "Invalid value. --minutes must be above 0 and at most 1440, --rate from 1 to 10000.");
        }
        if (brokers != 1 && brokers != 3) {
            throw new UsageException("Invalid value %d for --brokers. Use 1 or 3.".formatted(brokers));
        }
        var plan = new ChaosPlan(
                Optional.ofNullable(seed)
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1_000_000)),
                Duration.ofMillis((long) (minutes * 60_000)),
                rate,
                selected(),
                REST,
                DELAYS,
                LEASE,
                TopicSettings.ofProcess().partitions());
        var folder = folder();
        try {
            var verdict = new ChaosStack(
                            folder,
                            keep != null,
                            brokers,
                            new RunClock(Clock.systemUTC()),
                            new ConsoleProgress(console),
                            console::info)
                    .run(plan);
            if (json != null) {
                VerdictFile.write(json, verdict);
            }
            new ChaosReportPrinter(verdict).print(console);
            return verdict.outcome() == ChaosVerdict.Outcome.PASSED ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw new LaunchException("Cannot write the verdict: " + e.getMessage(), e);
        } finally {
            if (keep == null) {
                delete(folder);
            }
        }
    }

    private List<FaultCombination> selected() {
        if (faults == null) {
            return applicable().map(FaultCombination::of).toList();
        }
        return faults.equals(List.of("none"))
                ? List.of()
                : faults.stream().map(this::combination).toList();
    }

    private Stream<Fault> applicable() {
        return Fault.all().stream().filter(fault -> fault.isApplicable(brokers));
    }

    private FaultCombination combination(String slug) {
        try {
            var combination = FaultCombination.parse(slug)
                    .orElseThrow(() -> new UsageException("Unknown fault '%s'. Use one of %s, or two as A+B."
                            .formatted(slug, applicable().map(Fault::slug).collect(Collectors.joining(", ")))));
            if (!combination.faults().stream().allMatch(fault -> fault.isApplicable(brokers))) {
                throw new UsageException("--faults %s requires --brokers 3.".formatted(slug));
            }
            return combination;
        } catch (IllegalArgumentException e) {
            throw new UsageException("Invalid value for --faults %s: %s".formatted(slug, e.getMessage()));
        }
    }

    private Path folder() {
        try {
            return keep == null
                    ? Files.createTempDirectory("pulser-chaos")
                    : Files.createDirectories(keep).toAbsolutePath();
        } catch (IOException e) {
            throw new LaunchException("Cannot write to the folder of the run: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new LaunchException("Cannot delete %s: %s".formatted(folder, e.getMessage()), e);
        }
    }
}

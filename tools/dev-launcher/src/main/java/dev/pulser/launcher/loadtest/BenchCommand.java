// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import dev.pulser.benchmarks.backlog.BacklogBenchmark;
import dev.pulser.benchmarks.load.BenchmarkTarget;
import dev.pulser.benchmarks.load.LoadBenchmark;
import dev.pulser.benchmarks.load.SubmissionChannel;
import dev.pulser.benchmarks.report.BenchmarkReport;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.running.StackRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code bench}: measures the running stack. */
@Command(
        name = "bench",
        description =
                "Measure the running stack with no-op tasks: throughput, latency, a backlog, or the memory footprint.")
public final class BenchCommand implements Callable<Integer> {

    /** Benchmark to run. In lower case, as users type it. */
    enum Benchmark {
        throughput,
        latency,
        backlog,
        footprint
    }

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "BENCHMARK",
            description = "Benchmark: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Benchmark benchmark = Benchmark.throughput;

    @Option(
            names = "--via",
            paramLabel = "TRANSPORT",
            description = "Transport of throughput: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SubmissionChannel via = SubmissionChannel.KAFKA;

    @Option(
            names = {"-n", "--n"},
            paramLabel = "N",
            description = "Number of tasks (default: 5000; latency: 500; backlog: 100000).")
    private int count;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Tasks per second of latency (default: ${DEFAULT-VALUE}).")
    private int rate = 50;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Tasks before the measurement (default: the same number; backlog: 5000).")
    private int warmUp = -1;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the REST API (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        var stack = new StackRegistry(StackStorage.defaultHome())
                .read(port)
                .filter(running -> running.launcher().isPresent())
                .orElseThrow(() -> new LaunchException(
                        "No stack is running with its REST API on port %d. Start one with ./pulser up --ephemeral --detach."
                                .formatted(port)));
        try {
            var report = run(target(stack));
            output.print(console, report, () -> table(report));
            if (!output.isJson()) {
                report.goals().forEach(goal -> console.print(goal.toString()));
            }
            return report.allGoalsMet() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException | IllegalStateException e) {
            throw new LaunchException("The benchmark is not valid: " + e.getMessage(), e);
        }
    }

    private BenchmarkReport run(BenchmarkTarget target) throws IOException, InterruptedException {
        if (rate < 1) {
            throw new UsageException("Invalid value %d for --rate. Use 1 or more.".formatted(rate));
        }
        return switch (benchmark) {
            case throughput ->
                noop(
                        target,
                        bench -> bench.throughput(via, countOrDefault(5_000), warmUpOrDefault(countOrDefault(5_000))));
            case latency ->
                noop(target, bench -> bench.latency(countOrDefault(500), rate, warmUpOrDefault(countOrDefault(500))));
            case backlog -> backlog(target);
            case footprint -> noop(target, BenchCommand::footprint);
        };
    }

    private BenchmarkReport noop(BenchmarkTarget target, Run run) throws IOException, InterruptedException {
        try (var bench = LoadBenchmark.against(target, Clock.systemUTC(), console::info)) {
            return run.on(bench);
        }
    }

    private BenchmarkReport backlog(BenchmarkTarget target) throws IOException, InterruptedException {
        try (var bench = BacklogBenchmark.against(target, Clock.systemUTC(), console::info)) {
            return bench.run(countOrDefault(100_000), warmUpOrDefault(5_000));
        }
    }

    private int countOrDefault(int defaultCount) {
        return count > 0 ? count : defaultCount;
    }

    private int warmUpOrDefault(int defaultCount) {
        return warmUp >= 0 ? warmUp : defaultCount;
    }

    private static BenchmarkReport footprint(LoadBenchmark bench) {
        var figures = new TreeMap<String, Double>();
        var sizes = bench.footprint();
        sizes.forEach((name, bytes) -> figures.put(name + "_mb", bytes / 1e6));
        figures.put("all_mb", sizes.values().stream().mapToLong(Long::longValue).sum() / 1e6);
        return new BenchmarkReport("footprint, PSS", figures, List.of());
    }

    private static BenchmarkTarget target(RunningStack stack) {
        var processes = new HashMap<String, ProcessHandle>();
        stack.components().forEach(it -> it.process().ifPresent(process -> processes.put(it.name(), process)));
        return new BenchmarkTarget(URI.create("http://127.0.0.1:" + stack.restPort()), stack.kafka(), processes);
    }

    private static Table table(BenchmarkReport report) {
        var table = Table.of("FIGURE", report.title());
        report.figures().forEach((name, value) -> table.row(name, String.format(Locale.ROOT, "%12.3f", value)));
        return table;
    }

    private interface Run {
        BenchmarkReport on(LoadBenchmark bench) throws IOException, InterruptedException;
    }
}

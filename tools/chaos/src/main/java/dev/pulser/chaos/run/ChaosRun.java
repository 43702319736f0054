// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import dev.pulser.chaos.agent.ChaosAgents;
import dev.pulser.chaos.agent.HttpAgents;
import dev.pulser.chaos.collect.ChaosTarget;
import dev.pulser.chaos.collect.ConsumerGroups;
import dev.pulser.chaos.collect.EvidenceCollector;
import dev.pulser.chaos.collect.OffsetWatch;
import dev.pulser.chaos.collect.Quiescence;
import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.evidence.RunParameters;
import dev.pulser.chaos.fault.FaultCombination;
import dev.pulser.chaos.fault.SystemUnderTest;
import dev.pulser.chaos.history.OperationHistory;
import dev.pulser.chaos.history.RunClock;
import dev.pulser.chaos.journal.CallJournal;
import dev.pulser.chaos.load.ChaosKafkaProducer;
import dev.pulser.chaos.load.ChaosRestClient;
import dev.pulser.chaos.load.LoadGenerator;
import dev.pulser.chaos.nemesis.Nemesis;
import dev.pulser.chaos.verdict.ChaosVerdict;
import dev.pulser.chaos.verdict.Checks;
import dev.pulser.chaos.wire.AvroRecords;
import dev.pulser.chaos.wire.ReleasedSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Run of load and faults, followed by all checks. The system under test must be running with the agents of {@link ChaosAgents}.
 *
 * <p>Threads: one run at a time. Files in its folder: {@code history.jsonl}, {@code calls-*.jsonl}, {@code evidence.jsonl},
 * {@code verdict.json}.
 */
public final class ChaosRun {

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final ChaosPlan plan;
    private final ChaosAgents definitions;
    private final Path folder;
    private final RunClock clock;
    private final Consumer<String> progress;

    /** @param folder folder of the results, with the journals of the agents */
    public ChaosRun(ChaosPlan plan, ChaosAgents definitions, Path folder, RunClock clock, Consumer<String> progress) {
        this.plan = plan;
        this.definitions = definitions;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    public ChaosVerdict run(ChaosTarget target, SystemUnderTest system, HttpAgents agents)
            throws IOException, InterruptedException, SQLException {
        var records = new AvroRecords(ReleasedSchemas.in(target.schemas()));
        try (var rest = new ChaosRestClient(target.rest());
                var kafka = new ChaosKafkaProducer(target.kafka(), records);
                var watch = OffsetWatch.start(new ConsumerGroups(target.kafka(), clock))) {
            long planned = load(target, system, agents, rest, kafka);
            var history = OperationHistory.read(historyFile());
            var settled = new Quiescence(target, records, progress)
                    .await(history, plan.settleLimit(definitions.attemptLimit()).plus(RECOVERY));
            progress.accept(
                    settled
                            ? "processing ended, collecting evidence"
                            : "tasks still in progress, collecting evidence anyway");
            var evidence = new EvidenceCollector(target, records, rest, clock)
                    .collect(parameters(planned, settled), history, CallJournal.readAll(folder), watch.seen());
            return judge(evidence);
        }
    }

    private ChaosVerdict judge(Evidence evidence) throws IOException {
        EvidenceFile.write(folder.resolve("evidence.jsonl"), evidence);
        progress.accept("%d tasks, %d events, %d calls, %d dead letters, running checks"
                .formatted(
                        evidence.rows().tasks().size(),
                        evidence.topics().events().size(),
                        evidence.calls().size(),
                        evidence.topics().deadLetters().size()));
        var verdict = Checks.judge(evidence);
        VerdictFile.write(folder.resolve("verdict.json"), verdict);
        return verdict;
    }

    /** Runs load and faults, and returns the number of operations that were due. */
    private long load(
            ChaosTarget target,
            SystemUnderTest system,
            HttpAgents agents,
            ChaosRestClient rest,
            ChaosKafkaProducer kafka)
            throws IOException, InterruptedException {
        progress.accept("seed=%d rate=%d/s target=%s duration=%ds"
                .formatted(
                        plan.seed(), plan.rate(), target.rest(), plan.length().toSeconds()));
        try (var history = OperationHistory.create(historyFile(), clock);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + plan.length().toNanos();
            BooleanSupplier timeIsUp = () -> System.nanoTime() > end;
            var recovered = new AtomicBoolean();
            var load = new LoadGenerator(plan.seed(), rest, kafka, history);
            var environment = new Nemesis.Environment(
                    system, target, kafka, folder, plan.partitions(), () -> isProcessing(agents));
            var faults = threads.submit(() -> {
                try {
                    inject(environment, history, timeIsUp);
                } finally {
                    recovered.set(true);
                }
                return null;
            });
            long planned = load.run(plan.rate(), () -> recovered.get() && timeIsUp.getAsBoolean());
            faults.get();
            return planned;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Faults could not be injected: " + e.getCause(), e.getCause());
        }
    }

    private void inject(Nemesis.Environment environment, OperationHistory history, BooleanSupplier timeIsUp)
            throws IOException, InterruptedException, SQLException {
        if (!plan.faults().isEmpty()) {
            new Nemesis(new Nemesis.Options(plan.seed(), plan.faults(), plan.pairs()), environment, history, progress)
                    .run(plan.pause(), timeIsUp);
        }
    }

    private static boolean isProcessing(HttpAgents agents) {
        return agents.inProgress(ChaosAgents.STEADY) > 1 && agents.inProgress(ChaosAgents.BRISK) > 1;
    }

    private Path historyFile() {
        return folder.resolve("history.jsonl");
    }

    private RunParameters parameters(long planned, boolean settled) {
        return new RunParameters(
                plan.seed(),
                planned,
                plan.delays(),
                definitions.attemptLimit(),
                plan.lease(),
                ChaosAgents.nonIdempotentAgents(),
                plan.faults().stream().map(FaultCombination::slug).collect(Collectors.toSet()),
                settled);
    }
}

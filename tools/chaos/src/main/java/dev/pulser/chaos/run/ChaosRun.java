// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import dev.pulser.chaos.agent.Cast;
import dev.pulser.chaos.agent.HttpAgents;
import dev.pulser.chaos.collect.Collector;
import dev.pulser.chaos.collect.Groups;
import dev.pulser.chaos.collect.Quiet;
import dev.pulser.chaos.collect.Target;
import dev.pulser.chaos.collect.Watch;
import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.evidence.Terms;
import dev.pulser.chaos.fault.Parts;
import dev.pulser.chaos.fault.Strike;
import dev.pulser.chaos.hammer.Hammer;
import dev.pulser.chaos.hammer.KafkaDoor;
import dev.pulser.chaos.hammer.RestDoor;
import dev.pulser.chaos.history.History;
import dev.pulser.chaos.history.Timepiece;
import dev.pulser.chaos.journal.CallJournal;
import dev.pulser.chaos.nemesis.Nemesis;
import dev.pulser.chaos.verdict.Checks;
import dev.pulser.chaos.verdict.Verdict;
import dev.pulser.chaos.wire.Frames;
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
 * Sends, breaks, waits, collects, judges. The Pulser must run already and know the agents of the {@link Cast}.
 *
 * <p>Threads: one run at a time. What it leaves in its folder: {@code history.jsonl}, {@code calls-*.jsonl}, {@code
 * evidence.jsonl}, {@code verdict.json}.
 */
public final class ChaosRun {

    private static final Duration HEALED = Duration.ofSeconds(10);

    private final Plan plan;
    private final Cast cast;
    private final Path folder;
    private final Timepiece timepiece;
    private final Consumer<String> progress;

    /** @param folder holds the journals of the agents already */
    public ChaosRun(Plan plan, Cast cast, Path folder, Timepiece timepiece, Consumer<String> progress) {
        this.plan = plan;
        this.cast = cast;
        this.folder = folder;
        this.timepiece = timepiece;
        this.progress = progress;
    }

    public Verdict run(Target target, Parts parts, HttpAgents agents)
            throws IOException, InterruptedException, SQLException {
        var frames = new Frames(ReleasedSchemas.in(target.schemas()));
        try (var rest = new RestDoor(target.rest());
                var kafka = new KafkaDoor(target.kafka(), frames);
                var watch = Watch.start(new Groups(target.kafka(), timepiece))) {
            long planned = beat(target, parts, agents, rest, kafka);
            var history = History.read(historyFile());
            var quiet = new Quiet(target, frames, progress)
                    .await(history, plan.quietLimit(cast.attemptLimit()).plus(HEALED));
            progress.accept(quiet ? "at rest; collecting" : "not at rest; collecting all the same");
            var evidence = new Collector(target, frames, rest, timepiece)
                    .collect(terms(planned, quiet), history, CallJournal.readAll(folder), watch.seen());
            return judge(evidence);
        }
    }

    private Verdict judge(Evidence evidence) throws IOException {
        EvidenceFile.write(folder.resolve("evidence.jsonl"), evidence);
        progress.accept("%d tasks, %d events, %d calls, %d dead letters; checking"
                .formatted(
                        evidence.rows().tasks().size(),
                        evidence.topics().events().size(),
                        evidence.calls().size(),
                        evidence.topics().letters().size()));
        var verdict = Checks.judge(evidence);
        VerdictFile.write(folder.resolve("verdict.json"), verdict);
        return verdict;
    }

    /** Returns the operations that were due. */
    private long beat(Target target, Parts parts, HttpAgents agents, RestDoor rest, KafkaDoor kafka)
            throws IOException, InterruptedException {
        progress.accept("seed %d: %d operations a second to %s for %d s"
                .formatted(
                        plan.seed(), plan.rate(), target.rest(), plan.length().toSeconds()));
        try (var history = History.create(historyFile(), timepiece);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + plan.length().toNanos();
            BooleanSupplier timeIsUp = () -> System.nanoTime() > end;
            var healed = new AtomicBoolean();
            var hammer = new Hammer(plan.seed(), rest, kafka, history);
            var field = new Nemesis.Field(parts, target, kafka, folder, plan.partitions(), () -> flows(agents));
            var dealing = threads.submit(() -> {
                try {
                    deal(field, history, timeIsUp);
                } finally {
                    healed.set(true);
                }
                return null;
            });
            long planned = hammer.run(plan.rate(), () -> healed.get() && timeIsUp.getAsBoolean());
            dealing.get();
            return planned;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the faults could not be dealt: " + e.getCause(), e.getCause());
        }
    }

    private void deal(Nemesis.Field field, History history, BooleanSupplier timeIsUp)
            throws IOException, InterruptedException, SQLException {
        if (!plan.strikes().isEmpty()) {
            new Nemesis(new Nemesis.Orders(plan.seed(), plan.strikes(), plan.pairs()), field, history, progress)
                    .run(plan.rest(), timeIsUp);
        }
    }

    private static boolean flows(HttpAgents agents) {
        return agents.inWork(Cast.STEADY) > 1 && agents.inWork(Cast.BRISK) > 1;
    }

    private Path historyFile() {
        return folder.resolve("history.jsonl");
    }

    private Terms terms(long planned, boolean quiet) {
        return new Terms(
                plan.seed(),
                planned,
                plan.delays(),
                cast.attemptLimit(),
                plan.lease(),
                Cast.onceAgents(),
                plan.strikes().stream().map(Strike::word).collect(Collectors.toSet()),
                quiet);
    }
}

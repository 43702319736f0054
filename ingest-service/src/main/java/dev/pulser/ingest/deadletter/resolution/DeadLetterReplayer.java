// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskSpec;
import dev.pulser.contract.task.TimeLimits;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.CommandSender;
import dev.pulser.ingest.deadletter.DeadLetterProblems;
import dev.pulser.ingest.kafka.RecordFactory;
import dev.pulser.ingest.persistence.deadletter.DeadLetterRepository;
import dev.pulser.ingest.persistence.deadletter.DeadLetterState;
import dev.pulser.ingest.persistence.deadletter.StoredDeadLetter;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.redis.IdempotencyKeyClaims;
import dev.pulser.ingest.taskcache.TaskCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Replayer of dead letters. The id of the new task is derived from the failed one, so that the deduplication in
 * routing-streams accepts only one of several concurrent replays. A dead letter that is replayed in PostgreSQL is not sent
 * again, because the deduplication window is limited to a day. Blocks until everything is durable. Thread-safe.
 */
@Singleton
public final class DeadLetterReplayer {

    private final DeadLetterRepository deadLetters;
    private final AgentCatalog agents;
    private final CommandSender commands;
    private final RecordFactory records;
    private final TaskCache cache;
    private final IdempotencyKeyClaims claims;
    private final InstantSource time;

    @Inject
    DeadLetterReplayer(
            DeadLetterRepository deadLetters,
            AgentCatalog agents,
            CommandSender commands,
            RecordFactory records,
            TaskCache cache,
            IdempotencyKeyClaims claims,
            InstantSource time) {
        this.deadLetters = deadLetters;
        this.agents = agents;
        this.commands = commands;
        this.records = records;
        this.cache = cache;
        this.claims = claims;
        this.time = time;
    }

    /** New task and its home agent. */
    private record Replay(Task task, AgentName home) {}

    /**
     * Replays one dead letter. A repetition returns the same task.
     *
     * @throws ProblemException if the dead letter does not exist or is not replayable, or a store or Kafka is unavailable
     */
    public ReplayReceipt replay(Company company, TaskId failed, AuditInfo audit) {
        var deadLetter = DeadLetterProblems.require(failed, deadLetters.find(company, failed));
        var result = replay(company, List.of(deadLetter), audit).getFirst();
        var as = result.replayedAs();
        if (as == null) {
            var problem = result.problem();
            throw new ProblemException(problem == null ? DeadLetterProblems.notReplayable(failed) : problem);
        }
        return new ReplayReceipt(as.value(), failed.value());
    }

    /**
     * Replays dead letters. Results are in the order of {@code deadLetters}.
     *
     * @throws ProblemException if Kafka is unavailable
     */
    List<DeadLetterResult> replay(Company company, List<StoredDeadLetter> deadLetters, AuditInfo audit) {
        var table = agents.table();
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        var results = new ArrayList<DeadLetterResult>();
        var replays = new ArrayList<Replay>();
        for (var deadLetter : deadLetters) {
            var id = deadLetter.task();
            if (id == null) {
                continue; // cannot be addressed by a command
            }
            if (deadLetter.state() == DeadLetterState.REPLAYED) {
                results.add(
                        DeadLetterResult.replayed(id, deadLetter.resolution().replayedAs()));
                continue;
            }
            results.add(failedTask(company, id, deadLetter)
                    .map(failed -> replay(failed, table, now, replays))
                    .orElseGet(() -> DeadLetterResult.rejected(id, DeadLetterProblems.notReplayable(id))));
        }
        send(company, replays, audit);
        return results;
    }

    private static DeadLetterResult replay(Task failed, AgentTable table, Instant now, List<Replay> replays) {
        var task = failed.replayed(now);
        var home = table.homeOf(task.type(), task.agent());
        home.ifPresent(agent -> replays.add(new Replay(task, agent)));
        return home.isPresent()
                ? DeadLetterResult.replayed(failed.id(), task.id())
                : DeadLetterResult.rejected(failed.id(), DeadLetterProblems.noAgent(failed.id()));
    }

    private void send(Company company, List<Replay> replays, AuditInfo audit) {
        if (replays.isEmpty()) {
            return;
        }
        var digests = new HashMap<TaskId, TaskDigest>();
        var toSend = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var added = new ArrayList<TaskId>();
        for (var replay : replays) {
            var task = replay.task();
            var failed = Objects.requireNonNull(task.replayOf());
            digests.put(task.id(), TaskDigest.of(task));
            // before its first event can arrive
            if (cache.add(task, replay.home())) {
                added.add(task.id());
            }
            toSend.add(records.of(task, replay.home()));
            toSend.add(
                    records.of(commands.command(company, audit, new Command.Replay(failed, task.id())), replay.home()));
        }
        var _ = claims.claim(company, digests); // so that no instance answers 404 for the new tasks
        try {
            commands.send(toSend);
        } catch (ProblemException e) {
            added.forEach(cache::remove);
            throw e;
        }
    }

    /** Returns the failed task; empty when the dead letter does not contain it. */
    private static Optional<Task> failedTask(Company company, TaskId id, StoredDeadLetter deadLetter) {
        var spec = deadLetter.spec();
        var submitted = spec.submitted();
        var type = submitted.type();
        var payload = submitted.payload();
        if (type == null || payload == null) {
            return Optional.empty();
        }
        var failedSpec = TaskSpec.of(type, payload)
                .withAgent(spec.requestedAgent())
                .withRequester(submitted.requester())
                .withLabels(submitted.labels())
                .withLimits(new TimeLimits(null, spec.timeout()));
        return Optional.of(new Task(
                id,
                company,
                Objects.requireNonNullElse(submitted.priority(), Priority.MEDIUM),
                failedSpec,
                deadLetter.position().at(),
                null,
                null));
    }
}

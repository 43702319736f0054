// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.cache.CachedDigests;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.Commands;
import dev.pulser.ingest.kafka.Records;
import dev.pulser.ingest.known.RecentTasks;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.rows.letter.LetterState;
import dev.pulser.ingest.rows.letter.StoredLetter;
import dev.pulser.ingest.rows.letter.StoredLetters;
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
 * Makes dead letters tasks again. A letter always becomes the same task, so two replays of it at once are one: the ledger in
 * routing-streams lets one in. One that Postgres knows to be replayed is not sent again, because a ledger forgets after a
 * day. Blocks until everything is durable. Safe from any thread.
 */
@Singleton
public final class Replays {

    private final StoredLetters stored;
    private final AgentCatalogue agents;
    private final Commands commands;
    private final Records records;
    private final RecentTasks recent;
    private final CachedDigests digests;
    private final InstantSource time;

    @Inject
    Replays(
            StoredLetters stored,
            AgentCatalogue agents,
            Commands commands,
            Records records,
            RecentTasks recent,
            CachedDigests digests,
            InstantSource time) {
        this.stored = stored;
        this.agents = agents;
        this.commands = commands;
        this.records = records;
        this.recent = recent;
        this.digests = digests;
        this.time = time;
    }

    /** A task that repeats another one, and its home. */
    private record Repeated(Task task, AgentName home) {}

    /**
     * The second replay of a letter answers the task of the first.
     *
     * @throws ProblemException where there is no such letter, it cannot be replayed, or a store or Kafka does not answer
     */
    public ReplayReceipt replay(Company company, TaskId failed, Asked asked) {
        var letter = LetterProblems.found(failed, stored.find(company, failed));
        var result = replay(company, List.of(letter), asked).getFirst();
        var as = result.as();
        if (as == null) {
            var problem = result.problem();
            throw new ProblemException(problem == null ? LetterProblems.notReplayable(failed) : problem);
        }
        return new ReplayReceipt(as.value(), failed.value());
    }

    /**
     * In the order of {@code letters}.
     *
     * @throws ProblemException where Kafka does not answer; the same again does nothing twice
     */
    List<LetterResult> replay(Company company, List<StoredLetter> letters, Asked asked) {
        var table = agents.agents().orElseThrow(() -> new ProblemException(AgentCatalogue.unknownYet()));
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        var results = new ArrayList<LetterResult>();
        var toSend = new ArrayList<Repeated>();
        for (var letter : letters) {
            var id = letter.task();
            if (id == null) {
                continue; // nothing that a task id could name
            }
            var failed = failedTask(company, id, letter);
            if (letter.state() == LetterState.REPLAYED) {
                results.add(LetterResult.done(id, letter.replayedAs()));
            } else if (failed.isEmpty()) {
                results.add(LetterResult.refused(id, LetterProblems.notReplayable(id)));
            } else {
                var task = failed.get().replayed(now);
                var home = table.homeOf(task.type(), task.agent());
                home.ifPresent(agent -> toSend.add(new Repeated(task, agent)));
                results.add(
                        home.isPresent()
                                ? LetterResult.done(id, task.id())
                                : LetterResult.refused(id, LetterProblems.nobodyDoesIt(id)));
            }
        }
        send(company, toSend, asked);
        return results;
    }

    private void send(Company company, List<Repeated> repeated, Asked asked) {
        if (repeated.isEmpty()) {
            return;
        }
        var claims = new HashMap<TaskId, TaskDigest>();
        var asRecords = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var fresh = new ArrayList<TaskId>();
        for (var each : repeated) {
            var task = each.task();
            var failed = Objects.requireNonNull(task.replayOf());
            claims.put(task.id(), TaskDigest.of(task));
            // Before its first event can arrive.
            if (recent.expect(task, each.home())) {
                fresh.add(task.id());
            }
            asRecords.add(records.of(task, each.home()));
            asRecords.add(
                    records.of(commands.command(company, asked, new Command.Replay(failed, task.id())), each.home()));
        }
        var _ = digests.claim(company, claims); // so that every instance says it is on its way
        try {
            commands.send(asRecords);
        } catch (ProblemException e) {
            fresh.forEach(recent::forget);
            throw e;
        }
    }

    /** Empty where the letter does not hold it. */
    private static Optional<Task> failedTask(Company company, TaskId id, StoredLetter letter) {
        var type = letter.type();
        var payload = letter.payload();
        if (type == null || payload == null) {
            return Optional.empty();
        }
        var priority = letter.priority() == null ? Priority.MEDIUM : letter.priority();
        Instant submittedAt = letter.position().at();
        return Optional.of(new Task(
                id,
                company,
                type,
                priority,
                payload,
                letter.requester(),
                letter.askedAgent(),
                null,
                null,
                letter.timeout(),
                submittedAt,
                null,
                null));
    }
}

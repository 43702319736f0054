// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.agents.AgentPace;
import dev.pulser.ingest.kafka.DurableWrites;
import dev.pulser.ingest.kafka.Records;
import dev.pulser.ingest.known.RecentTasks;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.submit.Acceptance.Accepted;
import dev.pulser.ingest.submit.Acceptance.Refused;
import dev.pulser.ingest.submit.KeyedTasks.Verdict;
import dev.pulser.ingest.submit.TaskReading.Reading;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of submissions. Blocks until Kafka has acknowledged, for three seconds at most. */
@Singleton
public final class TaskIntake {

    private static final Logger LOG = Logger.getLogger(TaskIntake.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final TaskReading reading = new TaskReading();
    private final AgentCatalogue agents;
    private final AgentPace pace;
    private final KeyedTasks keyed;
    private final RecentTasks recent;
    private final Records records;
    private final DurableWrites writes;
    private final InstantSource time;
    private final RandomGenerator random;
    private final Semaphore inFlight;

    @Inject
    TaskIntake(
            SubmitConfig config,
            AgentCatalogue agents,
            AgentPace pace,
            KeyedTasks keyed,
            RecentTasks recent,
            Records records,
            DurableWrites writes,
            InstantSource time,
            RandomGenerator random) {
        this.inFlight = new Semaphore(config.maxInFlight());
        this.agents = agents;
        this.pace = pace;
        this.keyed = keyed;
        this.recent = recent;
        this.records = records;
        this.writes = writes;
        this.time = time;
        this.random = random;
    }

    public Acceptance accept(Submission submission) {
        return accept(List.of(submission)).getFirst();
    }

    /** In the order of {@code submissions}; all that are accepted go to Kafka together. */
    List<Acceptance> accept(List<Submission> submissions) {
        if (!inFlight.tryAcquire()) {
            return refused(
                    submissions,
                    Problem.passing(
                            ProblemType.OVERLOADED,
                            "too many tasks are being taken in at this moment; try again",
                            AGAIN));
        }
        try {
            return accept(submissions, agents.agents());
        } finally {
            inFlight.release();
        }
    }

    private static List<Acceptance> refused(List<Submission> submissions, Problem problem) {
        return Collections.nCopies(submissions.size(), new Refused(problem));
    }

    private List<Acceptance> accept(List<Submission> submissions, Optional<AgentTable> table) {
        // As exact as the wire and the database keep it, so that a task's times are the same wherever they are read.
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        var answers = new ArrayList<@Nullable Acceptance>();
        var read = new ArrayList<Delivery>();
        for (var submission : submissions) {
            switch (reading.read(submission, table, TaskId.random(now, random), now)) {
                case Reading.Faulty(var faults) -> answers.add(new Refused(Problem.of(faults)));
                case Reading.Undecided() -> answers.add(new Refused(AgentCatalogue.unknownYet()));
                case Reading.Complete(var task, var home) -> {
                    answers.add(null);
                    read.add(new Delivery(task, home));
                }
            }
        }
        var outcomes = deliver(read, table.orElse(AgentTable.empty()), now).iterator();
        answers.replaceAll(answer -> answer != null ? answer : outcomes.next());
        return answers.stream().map(Objects::requireNonNull).toList();
    }

    private List<Acceptance> deliver(List<Delivery> read, AgentTable table, Instant now) {
        var verdicts =
                keyed.judge(Company.DEFAULT, read.stream().map(Delivery::task).toList());
        var toSend = new ArrayList<Delivery>();
        for (int i = 0; i < read.size(); i++) {
            if (verdicts.get(i) == Verdict.DELIVER) {
                toSend.add(read.get(i));
            }
        }
        var sent = send(toSend, table, now).iterator();
        var answers = new ArrayList<Acceptance>();
        for (int i = 0; i < read.size(); i++) {
            answers.add(
                    switch (verdicts.get(i)) {
                        case DELIVER -> sent.next();
                        case REPEATED -> accepted(read.get(i), table, now);
                        case MISMATCH -> new Refused(mismatch(read.get(i).task()));
                        case UNDECIDED -> new Refused(undecided());
                    });
        }
        return answers;
    }

    private List<Acceptance> send(List<Delivery> deliveries, AgentTable table, Instant now) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        for (var delivery : deliveries) {
            // Before its first event can arrive.
            recent.expect(delivery.task(), delivery.home());
            keyed.sending(delivery.task());
        }
        var failures = writes.deliver(deliveries.stream()
                .map(delivery -> records.of(delivery.task(), delivery.home()))
                .toList());
        var answers = new ArrayList<Acceptance>();
        for (int i = 0; i < deliveries.size(); i++) {
            var delivery = deliveries.get(i);
            if (failures.get(i).isEmpty()) {
                keyed.durable(delivery.task());
                answers.add(accepted(delivery, table, now));
            } else {
                keyed.unsure(delivery.task());
                recent.forget(delivery.task().id());
                answers.add(new Refused(
                        notDelivered(delivery.task().id(), failures.get(i).get())));
            }
        }
        return answers;
    }

    private Accepted accepted(Delivery delivery, AgentTable table, Instant now) {
        return new Accepted(delivery.task(), delivery.home(), now.plus(expected(delivery.home(), table)));
    }

    private Duration expected(AgentName home, AgentTable table) {
        return table.find(home).map(pace::expected).orElse(Duration.ZERO);
    }

    private static Problem mismatch(Task task) {
        return Problem.of(
                ProblemType.IDEMPOTENCY_MISMATCH,
                "the idempotency key was used for task %s, which asks for something else; send another key, or the same task"
                        .formatted(task.id()));
    }

    private static Problem undecided() {
        return Problem.passing(
                ProblemType.STORE_UNAVAILABLE,
                "neither Redis nor PostgreSQL answers, so nobody can tell whether the idempotency key was used before; send the task again, or without a key",
                AGAIN);
    }

    private static Problem notDelivered(TaskId id, String reason) {
        LOG.warnf("task not delivered task=%s reason=%s", id, reason);
        return Problem.passing(
                ProblemType.KAFKA_UNAVAILABLE,
                "Kafka has not acknowledged the task; send it again, with an Idempotency-Key so that it cannot become two",
                AGAIN);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.TaskDurationEstimator;
import dev.pulser.ingest.kafka.DurableRecordWriter;
import dev.pulser.ingest.kafka.RecordFactory;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.submit.SubmissionParser.ParsedSubmission;
import dev.pulser.ingest.submit.SubmissionResult.Accepted;
import dev.pulser.ingest.submit.SubmissionResult.Rejected;
import dev.pulser.ingest.submit.idempotency.IdempotencyChecker;
import dev.pulser.ingest.submit.idempotency.IdempotencyDecision;
import dev.pulser.ingest.taskcache.TaskCache;
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

/**
 * Intake of submissions: validates, routes and writes tasks. Blocks until Kafka has acknowledged them, at most three
 * seconds. Thread-safe.
 */
@Singleton
public final class TaskIntake {

    private static final Logger LOG = Logger.getLogger(TaskIntake.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final SubmissionParser parser = new SubmissionParser();
    private final AgentCatalog agents;
    private final TaskDurationEstimator durations;
    private final IdempotencyChecker idempotency;
    private final TaskCache cache;
    private final RecordFactory records;
    private final DurableRecordWriter writer;
    private final InstantSource time;
    private final RandomGenerator random;
    private final Semaphore inFlight;

    @Inject
    TaskIntake(
            SubmitConfig config,
            AgentCatalog agents,
            TaskDurationEstimator durations,
            IdempotencyChecker idempotency,
            TaskCache cache,
            RecordFactory records,
            DurableRecordWriter writer,
            InstantSource time,
            RandomGenerator random) {
        this.inFlight = new Semaphore(config.maxInFlight());
        this.agents = agents;
        this.durations = durations;
        this.idempotency = idempotency;
        this.cache = cache;
        this.records = records;
        this.writer = writer;
        this.time = time;
        this.random = random;
    }

    public SubmissionResult accept(Submission submission) {
        return accept(List.of(submission)).getFirst();
    }

    /** Accepts submissions; results are in the same order. All accepted tasks are written to Kafka together. */
    List<SubmissionResult> accept(List<Submission> submissions) {
        if (!inFlight.tryAcquire()) {
            return rejectAll(
                    submissions,
                    Problem.temporary(
                            ProblemType.OVERLOADED,
                            "Too many submissions are in progress; try again later.",
                            RETRY_AFTER));
        }
        try {
            return accept(submissions, agents.agents());
        } finally {
            inFlight.release();
        }
    }

    private static List<SubmissionResult> rejectAll(List<Submission> submissions, Problem problem) {
        return Collections.nCopies(submissions.size(), new Rejected(problem));
    }

    private List<SubmissionResult> accept(List<Submission> submissions, Optional<AgentTable> table) {
        // Avro stores milliseconds; all sources return the same times.
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        var results = new ArrayList<@Nullable SubmissionResult>();
        var read = new ArrayList<RoutedTask>();
        for (var submission : submissions) {
            switch (parser.parse(submission, table, TaskId.random(now, random), now)) {
                case ParsedSubmission.Invalid(var errors) -> results.add(new Rejected(Problem.of(errors)));
                case ParsedSubmission.AgentsUnknown() -> results.add(new Rejected(AgentCatalog.notLoaded()));
                case ParsedSubmission.Valid(var task, var home) -> {
                    results.add(null);
                    read.add(new RoutedTask(task, home));
                }
            }
        }
        var outcomes = deliver(read, table.orElse(AgentTable.empty()), now).iterator();
        results.replaceAll(result -> result != null ? result : outcomes.next());
        return results.stream().map(Objects::requireNonNull).toList();
    }

    private List<SubmissionResult> deliver(List<RoutedTask> read, AgentTable table, Instant now) {
        var decisions = idempotency.check(
                Company.DEFAULT, read.stream().map(RoutedTask::task).toList());
        var toSend = new ArrayList<RoutedTask>();
        for (int i = 0; i < read.size(); i++) {
            if (decisions.get(i) == IdempotencyDecision.SEND) {
                toSend.add(read.get(i));
            }
        }
        var sent = send(toSend, table, now).iterator();
        var results = new ArrayList<SubmissionResult>();
        for (int i = 0; i < read.size(); i++) {
            results.add(
                    switch (decisions.get(i)) {
                        case SEND -> sent.next();
                        case DUPLICATE -> accepted(read.get(i), table, now);
                        case MISMATCH -> new Rejected(mismatch(read.get(i).task()));
                        case UNDECIDED -> new Rejected(undecided());
                    });
        }
        return results;
    }

    private List<SubmissionResult> send(List<RoutedTask> toSend, AgentTable table, Instant now) {
        if (toSend.isEmpty()) {
            return List.of();
        }
        for (var routed : toSend) {
            // before its first event can arrive
            cache.add(routed.task(), routed.home());
            idempotency.beforeSend(routed.task());
        }
        var failures = writer.write(toSend.stream()
                .map(routed -> records.of(routed.task(), routed.home()))
                .toList());
        var results = new ArrayList<SubmissionResult>();
        for (int i = 0; i < toSend.size(); i++) {
            var routed = toSend.get(i);
            if (failures.get(i).isEmpty()) {
                idempotency.acknowledged(routed.task());
                results.add(accepted(routed, table, now));
            } else {
                idempotency.notAcknowledged(routed.task());
                cache.remove(routed.task().id());
                results.add(new Rejected(
                        notAcknowledged(routed.task().id(), failures.get(i).get())));
            }
        }
        return results;
    }

    private Accepted accepted(RoutedTask routed, AgentTable table, Instant now) {
        return new Accepted(routed.task(), routed.home(), now.plus(expected(routed.home(), table)));
    }

    private Duration expected(AgentName home, AgentTable table) {
        return table.find(home).map(durations::estimate).orElse(Duration.ZERO);
    }

    private static Problem mismatch(Task task) {
        return Problem.of(
                ProblemType.IDEMPOTENCY_MISMATCH,
                "The idempotency key was used for task %s with a different request; use a new key or repeat the same request."
                        .formatted(task.id()));
    }

    private static Problem undecided() {
        return Problem.temporary(
                ProblemType.STORE_UNAVAILABLE,
                "The idempotency key cannot be checked because Redis and PostgreSQL are unavailable; try again later or omit the key.",
                RETRY_AFTER);
    }

    private static Problem notAcknowledged(TaskId id, String reason) {
        LOG.warnf("Task not acknowledged by Kafka task=%s reason=\"%s\"", id, reason);
        return Problem.temporary(
                ProblemType.KAFKA_UNAVAILABLE,
                "Kafka did not acknowledge the task in time; retry with an Idempotency-Key to avoid a duplicate.",
                RETRY_AFTER);
    }
}

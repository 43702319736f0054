// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit.idempotency;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.task.StoredTask;
import dev.pulser.ingest.persistence.task.TaskRepository;
import dev.pulser.ingest.redis.IdempotencyKeyClaims;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.taskcache.Lookup.Found;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lookup of idempotency keys in Redis and PostgreSQL. A task stored in PostgreSQL always decides. While PostgreSQL is
 * unavailable, Redis decides, unless it was flushed within the lifetime of a key; then there is no decision. Thread-safe.
 */
@Singleton
final class IdempotencyKeyLookup {

    private final IdempotencyKeyClaims claims;
    private final TaskRepository repository;

    @Inject
    IdempotencyKeyLookup(IdempotencyKeyClaims claims, TaskRepository repository) {
        this.claims = claims;
        this.repository = repository;
    }

    /** Returns a decision for each task and claims the keys in Redis. */
    Map<TaskId, IdempotencyDecision> check(Company company, Map<TaskId, Task> tasks) {
        var digests = new HashMap<TaskId, TaskDigest>();
        tasks.forEach((id, task) -> digests.put(id, TaskDigest.of(task)));
        var claimed = claims.claim(company, digests);
        var decisions = new HashMap<TaskId, IdempotencyDecision>();
        tasks.keySet().forEach(id -> decisions.put(id, IdempotencyDecision.SEND));
        if (claimed instanceof Found<Map<TaskId, TaskDigest>>(var earlier)) {
            earlier.forEach((id, digest) -> {
                if (!digest.equals(digests.get(id))) {
                    decisions.put(id, IdempotencyDecision.MISMATCH);
                }
            });
        }
        if (checkStored(company, tasks) instanceof Found<Map<TaskId, IdempotencyDecision>>(var stored)) {
            releaseWrongClaims(company, decisions, stored);
            decisions.putAll(stored);
        } else if (!(claimed instanceof Found<Map<TaskId, TaskDigest>>) || !claims.isComplete(company)) {
            decisions.replaceAll((id, decision) -> IdempotencyDecision.UNDECIDED);
            releaseNewClaims(company, tasks, claimed);
        }
        return decisions;
    }

    /** A claim that contradicts the stored task belongs to a task that routing-streams rejected. */
    private void releaseWrongClaims(
            Company company, Map<TaskId, IdempotencyDecision> byClaim, Map<TaskId, IdempotencyDecision> stored) {
        claims.release(
                company,
                stored.keySet().stream()
                        .filter(id -> (byClaim.get(id) == IdempotencyDecision.SEND)
                                != (stored.get(id) == IdempotencyDecision.DUPLICATE))
                        .toList());
    }

    private void releaseNewClaims(Company company, Map<TaskId, Task> tasks, Lookup<Map<TaskId, TaskDigest>> claimed) {
        if (claimed instanceof Found<Map<TaskId, TaskDigest>>(var earlier)) {
            claims.release(
                    company,
                    tasks.keySet().stream()
                            .filter(id -> !earlier.containsKey(id))
                            .toList());
        }
    }

    /** Returns decisions for those mismatched tasks that are stored in PostgreSQL. */
    Map<TaskId, IdempotencyDecision> verifyMismatches(Company company, Map<TaskId, Task> mismatched) {
        if (checkStored(company, mismatched) instanceof Found<Map<TaskId, IdempotencyDecision>>(var stored)) {
            claims.release(
                    company,
                    stored.keySet().stream()
                            .filter(id -> stored.get(id) == IdempotencyDecision.DUPLICATE)
                            .toList());
            return stored;
        }
        return Map.of();
    }

    private Lookup<Map<TaskId, IdempotencyDecision>> checkStored(Company company, Map<TaskId, Task> tasks) {
        return switch (repository.findAll(company, tasks.keySet())) {
            case Found<List<StoredTask>>(var rows) -> {
                var decisions = new HashMap<TaskId, IdempotencyDecision>();
                for (var row : rows) {
                    var id = row.snapshot().id();
                    decisions.put(id, compare(Objects.requireNonNull(tasks.get(id)), row));
                }
                yield new Found<>(decisions);
            }
            case Lookup.Absent<List<StoredTask>> _ -> new Found<>(Map.of());
            case Lookup.Unavailable<List<StoredTask>>(var reason) -> new Lookup.Unavailable<>(reason);
        };
    }

    static IdempotencyDecision compare(Task task, StoredTask stored) {
        var submitted = stored.snapshot().submitted();
        boolean same = task.type().equals(submitted.type())
                && task.priority() == submitted.priority()
                && task.payload().equals(submitted.payload())
                && task.labels().equals(submitted.labels())
                && Objects.equals(inMillis(task.deadline()), inMillis(stored.deadline()))
                && Objects.equals(task.agent(), stored.requestedAgent())
                && Objects.equals(task.timeout(), stored.timeout());
        return same ? IdempotencyDecision.DUPLICATE : IdempotencyDecision.MISMATCH;
    }

    /** Avro stores times in milliseconds. */
    private static @Nullable Instant inMillis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit.idempotency;

import static dev.pulser.ingest.submit.idempotency.IdempotencyDecision.DUPLICATE;
import static dev.pulser.ingest.submit.idempotency.IdempotencyDecision.MISMATCH;
import static dev.pulser.ingest.submit.idempotency.IdempotencyDecision.SEND;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checker of idempotency keys. Distinguishes a repeated submission from a different request with the same key, by the
 * submissions that this instance accepted, and otherwise by {@link IdempotencyKeyLookup}. Thread-safe.
 */
@Singleton
public final class IdempotencyChecker {

    private static final int MAX_IN_MEMORY = 20_000;
    private static final Duration EXPIRY = Duration.ofHours(24);

    private final IdempotencyKeyLookup lookup;
    private final Cache<TaskId, KeyUse> uses = Caffeine.newBuilder()
            .maximumSize(MAX_IN_MEMORY)
            .expireAfterWrite(EXPIRY)
            .build();

    @Inject
    IdempotencyChecker(IdempotencyKeyLookup lookup) {
        this.lookup = lookup;
    }

    /** Use of a key on this instance; durable once Kafka has acknowledged the task. */
    private record KeyUse(TaskDigest digest, boolean durable) {}

    /** Returns a decision for each task. Tasks without a key are always sent. */
    public List<IdempotencyDecision> check(Company company, List<Task> tasks) {
        var unknown = new HashMap<TaskId, Task>();
        var mismatched = new HashMap<TaskId, Task>();
        var decisions = tasks.stream()
                .map(task -> task.idempotencyKey() == null ? SEND : checkMemory(task, unknown, mismatched))
                .collect(Collectors.toCollection(ArrayList::new));
        var found = unknown.isEmpty() ? Map.<TaskId, IdempotencyDecision>of() : lookup.check(company, unknown);
        var verified =
                mismatched.isEmpty() ? Map.<TaskId, IdempotencyDecision>of() : verifyMismatches(company, mismatched);
        for (int i = 0; i < decisions.size(); i++) {
            var task = tasks.get(i);
            if (decisions.get(i) == SEND) {
                decisions.set(i, found.getOrDefault(task.id(), SEND));
            } else if (task.equals(mismatched.get(task.id()))) {
                decisions.set(i, verified.getOrDefault(task.id(), MISMATCH));
            }
        }
        return decisions;
    }

    private IdempotencyDecision checkMemory(Task task, Map<TaskId, Task> unknown, Map<TaskId, Task> mismatched) {
        var use = uses.getIfPresent(task.id());
        if (use == null) {
            var sibling = unknown.putIfAbsent(task.id(), task);
            return sibling == null || sibling.requestsSameWorkAs(task) ? SEND : MISMATCH;
        }
        if (use.digest().equals(TaskDigest.of(task))) {
            return use.durable() ? DUPLICATE : SEND;
        }
        mismatched.put(task.id(), task);
        return MISMATCH;
    }

    /** Memory may hold a task that routing-streams rejected later, so the stored task decides. */
    private Map<TaskId, IdempotencyDecision> verifyMismatches(Company company, Map<TaskId, Task> mismatched) {
        var decisions = lookup.verifyMismatches(company, mismatched);
        decisions.forEach((id, decision) -> {
            if (decision == DUPLICATE) {
                uses.invalidate(id);
            }
        });
        return decisions;
    }

    /** Records a task before it is sent to Kafka. */
    public void beforeSend(Task task) {
        if (task.idempotencyKey() != null) {
            uses.asMap().putIfAbsent(task.id(), new KeyUse(TaskDigest.of(task), false));
        }
    }

    /** Records that Kafka has acknowledged a task. */
    public void acknowledged(Task task) {
        if (task.idempotencyKey() != null) {
            uses.put(task.id(), new KeyUse(TaskDigest.of(task), true));
        }
    }

    /** Records that Kafka has not acknowledged a task, which may be durable all the same. */
    public void notAcknowledged(Task task) {
        uses.asMap().computeIfPresent(task.id(), (id, use) -> use.durable() ? use : null);
    }
}

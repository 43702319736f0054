// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.company.Company;
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
 * Tells a repeated submission from a second use of its idempotency key: by what was accepted here, and else by
 * {@link KnownKeys}. Safe from any thread.
 */
@Singleton
final class KeyedTasks {

    private static final int MAX_IN_MEMORY = 20_000;
    private static final Duration KEPT = Duration.ofHours(24);

    private final KnownKeys known;
    private final Cache<TaskId, Used> used = Caffeine.newBuilder()
            .maximumSize(MAX_IN_MEMORY)
            .expireAfterWrite(KEPT)
            .build();

    @Inject
    KeyedTasks(KnownKeys known) {
        this.known = known;
    }

    /** What a key was used for here; durable once Kafka has acknowledged it. */
    private record Used(TaskDigest digest, boolean durable) {}

    /** What is to be done with a submission. */
    enum Verdict {
        /** Put it on its topic. Perhaps again: one task comes of it all the same. */
        DELIVER,
        /** The same task is durable already. */
        REPEATED,
        /** The key belongs to a task that asks for something else. */
        MISMATCH,
        /** Nobody who could know answers. */
        UNDECIDED
    }

    /** In the order of {@code tasks}. Those without a key are delivered. */
    List<Verdict> judge(Company company, List<Task> tasks) {
        var unknown = new HashMap<TaskId, Task>();
        var doubted = new HashMap<TaskId, Task>();
        var verdicts = tasks.stream()
                .map(task -> task.idempotencyKey() == null ? Verdict.DELIVER : byMemory(task, unknown, doubted))
                .collect(Collectors.toCollection(ArrayList::new));
        var elsewhere = unknown.isEmpty() ? Map.<TaskId, Verdict>of() : known.judge(company, unknown);
        var corrected = doubted.isEmpty() ? Map.<TaskId, Verdict>of() : corrected(company, doubted);
        for (int i = 0; i < verdicts.size(); i++) {
            var task = tasks.get(i);
            if (verdicts.get(i) == Verdict.DELIVER) {
                verdicts.set(i, elsewhere.getOrDefault(task.id(), Verdict.DELIVER));
            } else if (task.equals(doubted.get(task.id()))) {
                verdicts.set(i, corrected.getOrDefault(task.id(), Verdict.MISMATCH));
            }
        }
        return verdicts;
    }

    private Verdict byMemory(Task task, Map<TaskId, Task> unknown, Map<TaskId, Task> doubted) {
        var before = used.getIfPresent(task.id());
        if (before == null) {
            var sibling = unknown.putIfAbsent(task.id(), task);
            return sibling == null || sibling.asksTheSameAs(task) ? Verdict.DELIVER : Verdict.MISMATCH;
        }
        if (before.digest().equals(TaskDigest.of(task))) {
            return before.durable() ? Verdict.REPEATED : Verdict.DELIVER;
        }
        doubted.put(task.id(), task);
        return Verdict.MISMATCH;
    }

    /** Memory may hold a task that routing has refused since. */
    private Map<TaskId, Verdict> corrected(Company company, Map<TaskId, Task> doubted) {
        var verdicts = known.correct(company, doubted);
        verdicts.forEach((id, verdict) -> {
            if (verdict == Verdict.REPEATED) {
                used.invalidate(id);
            }
        });
        return verdicts;
    }

    /** Before a task is sent. */
    void sending(Task task) {
        if (task.idempotencyKey() != null) {
            used.asMap().putIfAbsent(task.id(), new Used(TaskDigest.of(task), false));
        }
    }

    /** Kafka has it. */
    void durable(Task task) {
        if (task.idempotencyKey() != null) {
            used.put(task.id(), new Used(TaskDigest.of(task), true));
        }
    }

    /** Kafka may or may not have it. */
    void unsure(Task task) {
        used.asMap().computeIfPresent(task.id(), (id, before) -> before.durable() ? before : null);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.cache.CachedDigests;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.rows.StoredTask;
import dev.pulser.ingest.rows.StoredTasks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells a repeated submission from a second use of its idempotency key: by memory, by Redis, by what Postgres stored. One
 * of Redis and Postgres is enough; what Postgres stored is right where they disagree. Safe from any thread.
 */
@Singleton
final class KeyedTasks {

    private static final int MAX_IN_MEMORY = 20_000;
    private static final Duration KEPT = Duration.ofHours(24);

    private final CachedDigests cached;
    private final StoredTasks stored;
    private final Cache<TaskId, Used> used = Caffeine.newBuilder()
            .maximumSize(MAX_IN_MEMORY)
            .expireAfterWrite(KEPT)
            .build();

    @Inject
    KeyedTasks(CachedDigests cached, StoredTasks stored) {
        this.cached = cached;
        this.stored = stored;
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
        var verdicts = new ArrayList<Verdict>();
        var unknown = new HashMap<TaskId, Task>();
        var doubted = new HashMap<TaskId, Task>();
        for (var task : tasks) {
            var verdict = task.idempotencyKey() == null ? Verdict.DELIVER : byMemory(task, unknown);
            if (verdict == Verdict.MISMATCH && !unknown.containsKey(task.id())) {
                doubted.put(task.id(), task);
            }
            verdicts.add(verdict);
        }
        if (!unknown.isEmpty() || !doubted.isEmpty()) {
            var elsewhere = judgeElsewhere(company, unknown, doubted);
            for (int i = 0; i < tasks.size(); i++) {
                var task = tasks.get(i);
                boolean open = verdicts.get(i) == Verdict.DELIVER && unknown.containsKey(task.id());
                if (open || task.equals(doubted.get(task.id()))) {
                    verdicts.set(i, elsewhere.getOrDefault(task.id(), verdicts.get(i)));
                }
            }
        }
        return verdicts;
    }

    private Verdict byMemory(Task task, Map<TaskId, Task> unknown) {
        var before = used.getIfPresent(task.id());
        if (before != null) {
            return !before.digest().equals(TaskDigest.of(task))
                    ? Verdict.MISMATCH
                    : before.durable() ? Verdict.REPEATED : Verdict.DELIVER;
        }
        var sibling = unknown.putIfAbsent(task.id(), task);
        return sibling == null || sibling.asksTheSameAs(task) ? Verdict.DELIVER : Verdict.MISMATCH;
    }

    /** @param doubted what memory takes for a second use; it may remember one that routing has refused since */
    private Map<TaskId, Verdict> judgeElsewhere(Company company, Map<TaskId, Task> unknown, Map<TaskId, Task> doubted) {
        var verdicts = new HashMap<TaskId, Verdict>();
        var digests = new HashMap<TaskId, TaskDigest>();
        unknown.forEach((id, task) -> digests.put(id, TaskDigest.of(task)));
        var claimed = cached.claim(company, digests);
        if (claimed instanceof Lookup.Found<Map<TaskId, TaskDigest>>(var present)) {
            present.forEach((id, digest) ->
                    verdicts.put(id, digest.equals(digests.get(id)) ? Verdict.DELIVER : Verdict.MISMATCH));
        }
        var asked = new HashMap<>(doubted);
        unknown.forEach((id, task) -> {
            if (verdicts.get(id) != Verdict.DELIVER) {
                asked.put(id, task);
            }
        });
        if (asked.isEmpty()) {
            return verdicts;
        }
        if (stored.findAll(company, asked.keySet()) instanceof Lookup.Found<List<StoredTask>>(var rows)) {
            var byRow = new HashMap<TaskId, Verdict>();
            rows.forEach(row -> {
                var id = row.snapshot().id();
                byRow.put(id, asksTheSame(Objects.requireNonNull(asked.get(id)), row));
            });
            correct(company, byRow, id -> unknown.containsKey(id) && verdicts.get(id) != Verdict.MISMATCH);
            verdicts.putAll(byRow);
        } else if (!(claimed instanceof Lookup.Found)) {
            unknown.keySet().forEach(id -> verdicts.put(id, Verdict.UNDECIDED));
        }
        return verdicts;
    }

    /** What Redis and memory hold for a task that is none must not stand against the one that is. */
    private void correct(Company company, Map<TaskId, Verdict> byRow, Predicate<TaskId> heldForThisOne) {
        var wrong = byRow.keySet().stream()
                .filter(id -> heldForThisOne.test(id) != (byRow.get(id) == Verdict.REPEATED))
                .toList();
        if (!wrong.isEmpty()) {
            used.invalidateAll(wrong);
            cached.release(company, wrong);
        }
    }

    static Verdict asksTheSame(Task task, StoredTask row) {
        var before = row.snapshot();
        boolean same = task.type().equals(before.type())
                && task.priority() == before.priority()
                && task.payload().equals(before.payload())
                && Objects.equals(inMillis(task.deadline()), inMillis(row.deadline()))
                && Objects.equals(task.agent(), row.askedAgent())
                && Objects.equals(task.timeout(), row.timeout());
        return same ? Verdict.REPEATED : Verdict.MISMATCH;
    }

    /** As exact as the wire keeps it. */
    private static @Nullable Instant inMillis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
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

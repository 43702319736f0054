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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a repeated submission from a second use of its idempotency key: by memory, by Redis, by what Postgres stored.
 * Where Redis and Postgres are away a submission passes, and the ledger in routing-streams keeps it one task. Safe from
 * any thread.
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
        MISMATCH
    }

    /** In the order of {@code tasks}. Those without a key are delivered. */
    List<Verdict> judge(Company company, List<Task> tasks) {
        var verdicts = new ArrayList<Verdict>();
        var wanted = new HashMap<TaskId, Task>();
        for (var task : tasks) {
            verdicts.add(task.idempotencyKey() == null ? Verdict.DELIVER : byMemory(task, wanted));
        }
        if (!wanted.isEmpty()) {
            var elsewhere = judgeElsewhere(company, wanted);
            for (int i = 0; i < tasks.size(); i++) {
                if (verdicts.get(i) == Verdict.DELIVER) {
                    verdicts.set(i, elsewhere.getOrDefault(tasks.get(i).id(), Verdict.DELIVER));
                }
            }
        }
        return verdicts;
    }

    private Verdict byMemory(Task task, Map<TaskId, Task> wanted) {
        var before = used.getIfPresent(task.id());
        if (before != null) {
            return !before.digest().equals(TaskDigest.of(task))
                    ? Verdict.MISMATCH
                    : before.durable() ? Verdict.REPEATED : Verdict.DELIVER;
        }
        var sibling = wanted.putIfAbsent(task.id(), task);
        return sibling == null || sibling.asksTheSameAs(task) ? Verdict.DELIVER : Verdict.MISMATCH;
    }

    private Map<TaskId, Verdict> judgeElsewhere(Company company, Map<TaskId, Task> wanted) {
        var verdicts = new HashMap<TaskId, Verdict>();
        var digests = new HashMap<TaskId, TaskDigest>();
        wanted.forEach((id, task) -> digests.put(id, TaskDigest.of(task)));
        Set<TaskId> claimed = new HashSet<>();
        if (cached.claim(company, digests) instanceof Lookup.Found<Map<TaskId, TaskDigest>>(var present)) {
            present.forEach((id, digest) ->
                    verdicts.put(id, digest.equals(digests.get(id)) ? Verdict.DELIVER : Verdict.MISMATCH));
            claimed.addAll(wanted.keySet());
            claimed.removeAll(present.keySet());
        }
        var unknown = new HashSet<>(wanted.keySet());
        unknown.removeAll(verdicts.keySet());
        if (!unknown.isEmpty()
                && stored.findAll(company, unknown) instanceof Lookup.Found<List<StoredTask>>(var rows)) {
            rows.forEach(row -> verdicts.put(
                    row.snapshot().id(),
                    asksTheSame(Objects.requireNonNull(wanted.get(row.snapshot().id())), row)));
        }
        // What was claimed for a task that is none must not stand against the one that is.
        release(company, claimed, verdicts);
        return verdicts;
    }

    private void release(Company company, Collection<TaskId> claimed, Map<TaskId, Verdict> verdicts) {
        var wrong = claimed.stream()
                .filter(id -> verdicts.get(id) == Verdict.MISMATCH)
                .toList();
        if (!wrong.isEmpty()) {
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

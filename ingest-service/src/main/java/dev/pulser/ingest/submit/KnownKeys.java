// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.cache.CachedDigests;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.known.Lookup.Found;
import dev.pulser.ingest.rows.StoredTask;
import dev.pulser.ingest.rows.StoredTasks;
import dev.pulser.ingest.submit.KeyedTasks.Verdict;
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
 * What Redis and Postgres know of idempotency keys. What Postgres has stored is right. Where it does not answer, Redis is
 * believed, unless it was emptied within the time that keys are kept; then nothing is decided. Safe from any thread.
 */
@Singleton
final class KnownKeys {

    private final CachedDigests cached;
    private final StoredTasks stored;

    @Inject
    KnownKeys(CachedDigests cached, StoredTasks stored) {
        this.cached = cached;
        this.stored = stored;
    }

    /** A verdict for each; claims the keys in Redis. */
    Map<TaskId, Verdict> judge(Company company, Map<TaskId, Task> tasks) {
        var digests = new HashMap<TaskId, TaskDigest>();
        tasks.forEach((id, task) -> digests.put(id, TaskDigest.of(task)));
        var claims = cached.claim(company, digests);
        var verdicts = new HashMap<TaskId, Verdict>();
        tasks.keySet().forEach(id -> verdicts.put(id, Verdict.DELIVER));
        if (claims instanceof Found<Map<TaskId, TaskDigest>>(var before)) {
            before.forEach((id, digest) -> {
                if (!digest.equals(digests.get(id))) {
                    verdicts.put(id, Verdict.MISMATCH);
                }
            });
        }
        if (byRows(company, tasks) instanceof Found<Map<TaskId, Verdict>>(var byRow)) {
            // What Redis holds for a task that is none must not stand against the one that is.
            var wrong = byRow.keySet().stream()
                    .filter(id -> (verdicts.get(id) == Verdict.DELIVER) != (byRow.get(id) == Verdict.REPEATED))
                    .toList();
            cached.release(company, wrong);
            verdicts.putAll(byRow);
        } else if (!(claims instanceof Found<Map<TaskId, TaskDigest>>(var before)) || !cached.isWhole(company)) {
            verdicts.replaceAll((id, verdict) -> Verdict.UNDECIDED);
            forgetClaims(company, tasks, claims);
        }
        return verdicts;
    }

    private void forgetClaims(Company company, Map<TaskId, Task> tasks, Lookup<Map<TaskId, TaskDigest>> claims) {
        if (claims instanceof Found<Map<TaskId, TaskDigest>>(var before)) {
            cached.release(
                    company,
                    tasks.keySet().stream()
                            .filter(id -> !before.containsKey(id))
                            .toList());
        }
    }

    /** Of tasks that are taken for a second use of their key: verdicts for those that Postgres has stored. */
    Map<TaskId, Verdict> correct(Company company, Map<TaskId, Task> doubted) {
        if (byRows(company, doubted) instanceof Found<Map<TaskId, Verdict>>(var byRow)) {
            cached.release(
                    company,
                    byRow.keySet().stream()
                            .filter(id -> byRow.get(id) == Verdict.REPEATED)
                            .toList());
            return byRow;
        }
        return Map.of();
    }

    private Lookup<Map<TaskId, Verdict>> byRows(Company company, Map<TaskId, Task> tasks) {
        return switch (stored.findAll(company, tasks.keySet())) {
            case Found<List<StoredTask>>(var rows) -> {
                var verdicts = new HashMap<TaskId, Verdict>();
                for (var row : rows) {
                    var id = row.snapshot().id();
                    verdicts.put(id, asksTheSame(Objects.requireNonNull(tasks.get(id)), row));
                }
                yield new Found<>(verdicts);
            }
            case Lookup.Absent<List<StoredTask>> _ -> new Found<>(Map.of());
            case Lookup.Away<List<StoredTask>>(var reason) -> new Lookup.Away<>(reason);
        };
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
}

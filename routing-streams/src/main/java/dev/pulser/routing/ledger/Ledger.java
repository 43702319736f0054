// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ledger;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDigest;
import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that were admitted in this partition or handed over to it or from it, each for at least {@code window}. Belongs to one stream task.
 *
 * <p>Forgetting goes round the whole store in small steps that keep up with what comes in: two entries are looked at for
 * each that was written, so that a round takes half of the window at most, and none is kept longer than one and a half.
 */
public final class Ledger {

    public static final String STORE = "routing-ledger";

    private static final int LEAST_STEP = 100;
    private static final int LARGEST_STEP = 20_000;

    private final KeyValueStore<TaskId, LedgerEntry> store;
    private final Duration window;
    private int written;
    private @Nullable TaskId reached;

    public Ledger(ProcessorContext<?, ?> context, Duration window) {
        this.store = context.getStateStore(STORE);
        this.window = window;
    }

    /** Whether a task with this id has been admitted before; if not, it is from now on. */
    public Sighting enter(Task task, @Nullable AgentName agent, Instant now) {
        var digest = TaskDigest.of(task);
        var known = store.get(task.id());
        boolean current = known != null && now.isBefore(known.at().plus(window));
        if (current && !known.isCancelled()) {
            return known.isOf(digest, task.company()) ? Sighting.REPEATED : Sighting.CONFLICTING;
        }
        store.put(task.id(), new LedgerEntry(now, digest, task.company(), agent));
        written++;
        boolean cancelled = current && known.isCancelled() && known.company().equals(task.company());
        return cancelled ? Sighting.CANCELLED : Sighting.FIRST;
    }

    /** The task leaves this partition's lanes for {@code to}'s, as its handover with this number. */
    public void handOver(Task task, AgentName to, int number, Instant now) {
        put(task, to, number, LedgerEntry.Stage.LEFT, now);
    }

    /** The task comes into {@code agent}'s lane, as its handover with this number; whatever is known of it, unless it conflicts. */
    public Sighting arrive(Task task, AgentName agent, int number, Instant now) {
        var known = store.get(task.id());
        boolean current = known != null && now.isBefore(known.at().plus(window));
        if (current && !known.isCancelled() && !known.isOf(TaskDigest.of(task), task.company())) {
            return Sighting.CONFLICTING;
        }
        put(task, agent, number, LedgerEntry.Stage.CAME, now);
        if (!current) {
            return Sighting.FIRST;
        }
        boolean cancelled =
                known.isCancelled() ? known.company().equals(task.company()) : known.isCancelledBefore(number);
        return cancelled ? Sighting.CANCELLED : Sighting.REPEATED;
    }

    private void put(Task task, AgentName agent, int number, LedgerEntry.Stage stage, Instant now) {
        store.put(task.id(), new LedgerEntry(now, TaskDigest.of(task), task.company(), agent, number, stage));
        written++;
    }

    /**
     * What {@code company}'s cancellation of a task comes to that is in no lane of this partition. Where the task has not come
     * yet it is kept, so that the task is cancelled when it comes.
     *
     * @param handover the number of the task's handover that the cancellation follows; 0 where it follows none
     * @param here     whether an agent's lane is in this partition
     */
    public Cancellation cancel(TaskId task, Company company, int handover, Predicate<AgentName> here, Instant now) {
        var known = store.get(task);
        if (known == null || known.isCancelled() || !now.isBefore(known.at().plus(window))) {
            store.put(task, LedgerEntry.cancelled(now, company));
            return new Cancellation.Kept();
        }
        if (!known.company().equals(company)) {
            return new Cancellation.Over(); // as far as this company can know
        }
        if (handover > known.handovers()) {
            store.put(task, known.cancelledBefore(handover));
            return new Cancellation.Kept();
        }
        var agent = known.agent();
        if (agent == null || !known.hasLeft()) {
            return known.isCancelledBefore(known.handovers()) ? new Cancellation.Kept() : new Cancellation.Over();
        }
        if (here.test(agent)) {
            store.put(task, known.cancelledBefore(known.handovers()));
            return new Cancellation.Kept();
        }
        return new Cancellation.Elsewhere(agent, known.handovers());
    }

    /** What a cancellation comes to. */
    public sealed interface Cancellation {

        /** The task has not come yet: it is cancelled when it does. */
        record Kept() implements Cancellation {}

        /** The task was here, and is over. */
        record Over() implements Cancellation {}

        /** The task went to this agent's lane, with its handover of this number. */
        record Elsewhere(AgentName agent, int handover) implements Cancellation {}
    }

    /** Looks at the next few entries and forgets those that are older than the window. */
    public void forgetSome(Instant now) {
        int step = Math.clamp(2L * written, LEAST_STEP, LARGEST_STEP);
        written = 0;
        var old = new ArrayList<TaskId>();
        TaskId last = null;
        try (var range = store.range(reached, null)) {
            for (int i = 0; i < step && range.hasNext(); i++) {
                var entry = range.next();
                last = entry.key;
                if (!now.isBefore(entry.value.at().plus(window))) {
                    old.add(entry.key);
                }
            }
            reached = range.hasNext() ? last : null;
        }
        old.forEach(store::delete);
    }

    /** What the ledger knows about a task. */
    public enum Sighting {
        FIRST,
        /** The same work, submitted again. */
        REPEATED,
        /** Other work, or another company's, under the same id. */
        CONFLICTING,
        /** Not admitted before, and cancelled by its company before it came. */
        CANCELLED
    }

    public static Set<StoreBuilder<?>> stores(Serde<TaskId> ids) {
        return Set.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), ids, LedgerEntry.serde()));
    }
}

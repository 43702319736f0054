// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ledger;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
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
 * Ledger of the tasks that were admitted, transferred or canceled in one partition, each kept for at least {@code
 * window}. Confined to one stream task.
 *
 * <p>Expiry scans the store in small steps. Each step looks at two entries for each one written since the last, so that
 * a scan takes at most half of the window and no entry is kept longer than one and a half windows.
 */
public final class Ledger {

    public static final String STORE = "routing-ledger";

    private static final int MIN_STEP = 100;
    private static final int MAX_STEP = 20_000;

    private final KeyValueStore<TaskId, LedgerEntry> store;
    private final Duration window;
    private int written;
    private @Nullable TaskId scanPosition;

    public Ledger(ProcessorContext<?, ?> context, Duration window) {
        this.store = context.getStateStore(STORE);
        this.window = window;
    }

    /** Records a submitted task unless its id is known. */
    public Admission admit(Task task, @Nullable AgentName agent, Instant now) {
        var digest = TaskDigest.of(task);
        var known = store.get(task.id());
        boolean current = known != null && now.isBefore(known.at().plus(window));
        if (current && !known.isCancelled()) {
            return known.matches(digest, task.company()) ? Admission.DUPLICATE : Admission.CONFLICT;
        }
        store.put(task.id(), new LedgerEntry(now, digest, task.company(), agent));
        written++;
        boolean cancelled = current && known.isCancelled() && known.company().equals(task.company());
        return cancelled ? Admission.CANCELLED : Admission.NEW;
    }

    /** Records that a task leaves this partition for the lane of {@code to}, as its transfer with this number. */
    public void recordOutgoingTransfer(Task task, AgentName to, int number, Instant now) {
        put(task, to, number, LedgerEntry.Stage.DEPARTED, now);
    }

    /**
     * Records that a task arrives in the lane of {@code agent}, as its transfer with this number, unless it conflicts.
     */
    public Admission recordIncomingTransfer(Task task, AgentName agent, int number, Instant now) {
        var known = store.get(task.id());
        boolean current = known != null && now.isBefore(known.at().plus(window));
        if (current && !known.isCancelled() && !known.matches(TaskDigest.of(task), task.company())) {
            return Admission.CONFLICT;
        }
        put(task, agent, number, LedgerEntry.Stage.ARRIVED, now);
        if (!current) {
            return Admission.NEW;
        }
        boolean cancelled =
                known.isCancelled() ? known.company().equals(task.company()) : known.isCancelledBefore(number);
        return cancelled ? Admission.CANCELLED : Admission.DUPLICATE;
    }

    private void put(Task task, AgentName agent, int number, LedgerEntry.Stage stage, Instant now) {
        store.put(task.id(), new LedgerEntry(now, TaskDigest.of(task), task.company(), agent, number, stage));
        written++;
    }

    /**
     * Cancels a task that is in no lane of this partition. A cancellation that precedes its task is recorded and
     * applies when the task arrives.
     *
     * @param transfer number of the task's transfer that the cancellation follows; 0 when it follows none
     * @param local    true for an agent with its lane in this partition
     */
    public Cancellation cancel(TaskId task, Company company, int transfer, Predicate<AgentName> local, Instant now) {
        var known = store.get(task);
        if (known == null || known.isCancelled() || !now.isBefore(known.at().plus(window))) {
            store.put(task, LedgerEntry.cancelled(now, company));
            return new Cancellation.Pending();
        }
        if (!known.company().equals(company)) {
            return new Cancellation.TooLate(); // does not reveal tasks of other companies
        }
        if (transfer > known.transfers()) {
            store.put(task, known.cancelledBefore(transfer));
            return new Cancellation.Pending();
        }
        var agent = known.agent();
        if (agent == null || !known.hasDeparted()) {
            return known.isCancelledBefore(known.transfers()) ? new Cancellation.Pending() : new Cancellation.TooLate();
        }
        if (local.test(agent)) {
            store.put(task, known.cancelledBefore(known.transfers()));
            return new Cancellation.Pending();
        }
        return new Cancellation.Transferred(agent, known.transfers());
    }

    /** Result of a cancellation. */
    public sealed interface Cancellation {

        /** Cancellation that applies when the task arrives. */
        record Pending() implements Cancellation {}

        /** Cancellation of a task that has ended. */
        record TooLate() implements Cancellation {}

        /** Cancellation of a task that was transferred to the lane of this agent, with the number of the transfer. */
        record Transferred(AgentName agent, int transfer) implements Cancellation {}
    }

    /** Scans the next entries and removes those older than the window. */
    public void expireNext(Instant now) {
        int step = Math.clamp(2L * written, MIN_STEP, MAX_STEP);
        written = 0;
        var expired = new ArrayList<TaskId>();
        TaskId last = null;
        try (var range = store.range(scanPosition, null)) {
            for (int i = 0; i < step && range.hasNext(); i++) {
                var entry = range.next();
                last = entry.key;
                if (!now.isBefore(entry.value.at().plus(window))) {
                    expired.add(entry.key);
                }
            }
            scanPosition = range.hasNext() ? last : null;
        }
        expired.forEach(store::delete);
    }

    /** Result of recording a task. */
    public enum Admission {
        NEW,
        /** The same task was recorded before. */
        DUPLICATE,
        /** Another task, or a task of another company, was recorded under this id. */
        CONFLICT,
        /** The task's company canceled it before it arrived. */
        CANCELLED
    }

    public static Set<StoreBuilder<?>> stores(Serde<TaskId> ids) {
        return Set.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), ids, LedgerEntry.serde()));
    }
}

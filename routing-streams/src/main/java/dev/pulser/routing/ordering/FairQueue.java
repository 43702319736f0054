// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ordering;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Weighted fair queue of flows: start-time fair queueing (P. Goyal, H. M. Vin, H. Cheng, "Start-Time Fair Queueing: A
 * Scheduling Algorithm for Integrated Services Packet Switching Networks", IEEE/ACM Transactions on Networking 5(5),
 * 1997), with one turn as the length of every packet. Only the first packet of a flow needs a tag, because the next
 * packet of a backlogged flow starts where the previous one ends.
 *
 * <p>Over any interval in which two flows are backlogged, neither gets more than one turn each beyond its share. A flow
 * that becomes active again is neither charged for turns it took without competitors nor credited for turns it did not
 * use. A turn costs O(log flows). Not thread-safe.
 */
public final class FairQueue<F> {

    /** Virtual time of a turn at weight 1, and the largest weight. */
    private static final long TURN = 1_000_000;

    private final ToIntFunction<F> weights;
    private final Map<F, Tag<F>> active = new HashMap<>();
    private final TreeSet<Tag<F>> order = new TreeSet<>(Tag.order());

    /** Flows that left before virtual time reached the end of their last turn, and that end. */
    private final Map<F, Tag<F>> inactive = new HashMap<>();

    private final TreeSet<Tag<F>> inactiveOrder = new TreeSet<>(Tag.order());

    private long virtualTime;
    private long tags;

    /** @param weights weight of a flow, 1 to {@value #TURN}; constant while the flow is active */
    public FairQueue(ToIntFunction<F> weights) {
        this.weights = weights;
    }

    /** Activates a flow, which is backlogged from now on; has no effect when it is active already. */
    public void enter(F flow) {
        if (active.containsKey(flow)) {
            return;
        }
        var before = inactive.remove(flow);
        if (before != null) {
            inactiveOrder.remove(before);
        }
        put(flow, before == null ? virtualTime : Math.max(virtualTime, before.start()));
    }

    /** Deactivates a flow that is empty or blocked. */
    public void leave(F flow) {
        var tag = active.remove(flow);
        if (tag == null) {
            return;
        }
        order.remove(tag);
        if (order.isEmpty()) {
            inactive.clear(); // no competitor is left
            inactiveOrder.clear();
        } else if (tag.start() > virtualTime) {
            inactive.put(flow, tag);
            inactiveOrder.add(tag);
        }
    }

    /** Returns the flow that has the next turn; null when no flow is active. */
    public @Nullable F next() {
        return order.isEmpty() ? null : order.first().flow();
    }

    /** Records a turn of {@code flow}, which stays active until it {@link #leave leaves}. */
    public void recordTurn(F flow) {
        var tag = active.get(flow);
        if (tag == null) {
            return;
        }
        order.remove(tag);
        virtualTime = Math.max(virtualTime, tag.start());
        put(flow, tag.start() + TURN / weights.applyAsInt(flow));
        while (!inactiveOrder.isEmpty() && inactiveOrder.first().start() <= virtualTime) {
            inactive.remove(inactiveOrder.removeFirst().flow());
        }
    }

    public boolean isEmpty() {
        return order.isEmpty();
    }

    private void put(F flow, long start) {
        var tag = new Tag<>(flow, start, tags++);
        active.put(flow, tag);
        order.add(tag);
    }

    /**
     * Start of a flow's next turn in virtual time.
     *
     * @param number sequence number of the tag; the lower number wins between equal starts
     */
    private record Tag<F>(F flow, long start, long number) {

        static <F> Comparator<Tag<F>> order() {
            return Comparator.<Tag<F>>comparingLong(Tag::start).thenComparingLong(Tag::number);
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shares turns between flows by their weights, however much each of them brings: start-time fair queueing (P. Goyal, H. M.
 * Vin, H. Cheng, "Start-Time Fair Queueing: A Scheduling Algorithm for Integrated Services Packet Switching Networks",
 * IEEE/ACM Transactions on Networking 5(5), 1997), with one turn as the length of every packet. Only a flow's first packet
 * needs a tag here, because the next one of a flow that goes on begins where that one ends.
 *
 * <p>Between two flows that both have something all the time, no stretch gives one of them more than one turn each beyond
 * its share. A flow that comes back is neither punished for what it took alone nor paid for what it left. A turn costs
 * O(log flows). Pure; not thread-safe.
 */
final class FairQueue<F> {

    /** Virtual time that a turn of weight 1 takes; weights up to it are told apart. */
    private static final long TURN = 1_000_000;

    private final ToIntFunction<F> weights;
    private final Map<F, Tag<F>> entered = new HashMap<>();
    private final TreeSet<Tag<F>> order = new TreeSet<>(Tag.order());

    /** Flows that left before the time had come to where their last turn ends, and where it does. */
    private final Map<F, Tag<F>> left = new HashMap<>();

    private final TreeSet<Tag<F>> leftOrder = new TreeSet<>(Tag.order());

    private long time;
    private long tags;

    /** @param weights 1 to {@value #TURN}; a flow's must not change while it is entered */
    FairQueue(ToIntFunction<F> weights) {
        this.weights = weights;
    }

    /** {@code flow} has something from now on. Changes nothing where it had before. */
    void enter(F flow) {
        if (entered.containsKey(flow)) {
            return;
        }
        var before = left.remove(flow);
        if (before != null) {
            leftOrder.remove(before);
        }
        put(flow, before == null ? time : Math.max(time, before.start()));
    }

    /** {@code flow} has nothing any more, or may not have its turn. */
    void leave(F flow) {
        var tag = entered.remove(flow);
        if (tag == null) {
            return;
        }
        order.remove(tag);
        if (order.isEmpty()) {
            left.clear(); // nobody is left to be fair to
            leftOrder.clear();
        } else if (tag.start() > time) {
            left.put(flow, tag);
            leftOrder.add(tag);
        }
    }

    /** Whose turn it is; null where nobody has anything. */
    @Nullable
    F next() {
        return order.isEmpty() ? null : order.first().flow();
    }

    /** {@code flow} has had a turn, and still has something until it {@link #leave leaves}. */
    void served(F flow) {
        var tag = entered.get(flow);
        if (tag == null) {
            return;
        }
        order.remove(tag);
        time = Math.max(time, tag.start());
        put(flow, tag.start() + TURN / weights.applyAsInt(flow));
        while (!leftOrder.isEmpty() && leftOrder.first().start() <= time) {
            left.remove(leftOrder.removeFirst().flow());
        }
    }

    boolean isEmpty() {
        return order.isEmpty();
    }

    private void put(F flow, long start) {
        var tag = new Tag<>(flow, start, tags++);
        entered.put(flow, tag);
        order.add(tag);
    }

    /**
     * Where a flow's next turn begins in virtual time.
     *
     * @param number of the tag: of two that begin together, the one that was given first goes first
     */
    private record Tag<F>(F flow, long start, long number) {

        static <F> Comparator<Tag<F>> order() {
            return Comparator.<Tag<F>>comparingLong(Tag::start).thenComparingLong(Tag::number);
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import static java.util.Objects.requireNonNull;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Priority;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One agent's lines, and whose turn it is: the highest class that has something, in it the company whose turn it is, of that
 * the earliest. The class that counts for a line is that of its first task, lifted by {@link Ageing}.
 *
 * <p>Nothing here looks at more than the line that changes: the costs of a task do not grow with what waits.
 */
final class Lines {

    private final KeyValueStore<Place, LaneEntry> tasks;
    private final KeyValueStore<Place.Line, Ends> ends;
    private final Ageing ageing;
    private final Map<Place.Line, Standing> standings = new HashMap<>();
    private final Map<Priority, ClassTurns> classes = new EnumMap<>(Priority.class);
    private final TreeSet<Lift> lifts = new TreeSet<>(Lift.BY_TIME);
    private long waiting;

    Lines(
            KeyValueStore<Place, LaneEntry> tasks,
            KeyValueStore<Place.Line, Ends> ends,
            Order order,
            Predicate<Company> held) {
        this.tasks = tasks;
        this.ends = ends;
        this.ageing = order.ageing();
        for (var priority : Priority.values()) {
            classes.put(priority, new ClassTurns(order.weights(), held));
        }
    }

    private ClassTurns turns(Priority priority) {
        return requireNonNull(classes.get(priority));
    }

    boolean isEmpty() {
        return standings.isEmpty();
    }

    long waiting() {
        return waiting;
    }

    /** Lines as the store has them, at start: those whose first task came first get their turn first. */
    void restore(Map<Place.Line, Ends> stored) {
        stored.entrySet().stream()
                .map(line -> new Fifo(line.getKey(), line.getValue(), tasks, ends))
                .filter(fifo -> fifo.head() != null)
                .sorted(Comparator.comparing(Lines::queuedAt))
                .forEach(fifo -> {
                    waiting += fifo.ends().count();
                    contend(new Standing(fifo));
                });
    }

    private static Instant queuedAt(Fifo fifo) {
        var head = fifo.head();
        return head == null ? Instant.MAX : head.entry().queuedAt();
    }

    /** At the end of its line of this class. */
    Place add(LaneEntry entry, Priority priority) {
        var standing = standing(entry, priority);
        boolean first = standing.fifo.isEmpty();
        var place = standing.fifo.add(entry);
        waiting++;
        if (first) {
            contend(standing);
        }
        return place;
    }

    /** Before everything else in its line. */
    Place addFirst(LaneEntry entry, Priority priority) {
        var standing = standing(entry, priority);
        var counted = withdraw(standing);
        var place = standing.fifo.addFirst(entry);
        waiting++;
        contend(standing);
        turns(counted).see(entry.task().company());
        return place;
    }

    private Standing standing(LaneEntry entry, Priority priority) {
        var name = new Place.Line(entry.agent(), priority, entry.task().company());
        var known = standings.get(name);
        return known != null ? known : new Standing(new Fifo(name, Ends.NONE, tasks, ends));
    }

    /** The task whose turn it is at {@code now}; null where none waits that may have one. */
    @Nullable
    Head next(Instant now) {
        lift(now);
        for (var turns : classes.values()) {
            var fifo = turns.next();
            if (fifo != null) {
                return fifo.head();
            }
        }
        return null;
    }

    private void lift(Instant now) {
        while (!lifts.isEmpty() && !now.isBefore(lifts.first().at())) {
            var standing = lifts.first().standing();
            var counted = withdraw(standing);
            enter(standing, Ageing.above(counted));
            turns(counted).see(standing.company());
        }
    }

    /** Takes the task whose turn it was out: its company has had it. */
    void take(Head head) {
        var standing = standings.get(head.place().line());
        if (standing != null) {
            turns(standing.counts).served(standing.fifo);
            remove(head.place());
        }
    }

    /** Takes the task at {@code place}, which is there, out; the places before and after it stay. */
    void remove(Place place) {
        var standing = standings.get(place.line());
        if (standing == null) {
            return;
        }
        var before = standing.fifo.head();
        standing.fifo.remove(place.index());
        waiting--;
        if (before != null && before.place().equals(place)) {
            var counted = withdraw(standing);
            contend(standing);
            turns(counted).see(standing.company());
        }
    }

    /** After {@code company} was held back or let go. */
    void see(Company company) {
        classes.values().forEach(turns -> turns.see(company));
    }

    /** Every line that is not empty, most urgent first, then by company. */
    List<Fifo> all() {
        return standings.values().stream()
                .map(standing -> standing.fifo)
                .sorted(Comparator.<Fifo, Priority>comparing(fifo -> fifo.name().priority())
                        .thenComparing(fifo -> fifo.name().company().name()))
                .toList();
    }

    /** A line with a new first task enters the class that it counts as; an empty one is forgotten. */
    private void contend(Standing standing) {
        var head = standing.fifo.head();
        if (head == null) {
            standings.remove(standing.fifo.name());
            return;
        }
        standings.put(standing.fifo.name(), standing);
        enter(standing, standing.fifo.name().priority());
        ageing.liftedAt(standing.counts, head.entry().queuedAt()).ifPresent(at -> {
            standing.lift = new Lift(at, standing);
            lifts.add(standing.lift);
        });
    }

    private void enter(Standing standing, Priority priority) {
        var turns = turns(priority);
        turns.add(standing.fifo, priority != standing.fifo.name().priority());
        turns.see(standing.company());
        standing.counts = priority;
    }

    /** Takes a line out of the class that it counts as, which is to {@link ClassTurns#see see} it when it is settled again. */
    private Priority withdraw(Standing standing) {
        turns(standing.counts).remove(standing.fifo);
        if (standing.lift != null) {
            lifts.remove(standing.lift);
            standing.lift = null;
        }
        return standing.counts;
    }

    /** A line, and as what it counts for now. */
    private static final class Standing {

        private final Fifo fifo;
        private Priority counts;
        private @Nullable Lift lift;

        Standing(Fifo fifo) {
            this.fifo = fifo;
            this.counts = fifo.name().priority();
        }

        Company company() {
            return fifo.name().company();
        }
    }

    /** That a line counts one class higher from {@code at} on. */
    private record Lift(Instant at, Standing standing) {

        static final Comparator<Lift> BY_TIME = Comparator.comparing(Lift::at)
                .thenComparing(lift -> lift.standing.fifo.name().priority())
                .thenComparing(lift -> lift.standing.fifo.name().company().name());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Priority;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One agent's lines. Their ends are in memory and in the store, the tasks in the store alone, but for the head of each
 * line of the class in turn, which is kept while it is compared.
 */
final class Lines {

    private final KeyValueStore<Place, LaneEntry> tasks;
    private final KeyValueStore<Place.Line, Ends> ends;
    private final Map<Priority, Map<Company, Line>> byClass = new EnumMap<>(Priority.class);

    Lines(KeyValueStore<Place, LaneEntry> tasks, KeyValueStore<Place.Line, Ends> ends) {
        this.tasks = tasks;
        this.ends = ends;
    }

    boolean isEmpty() {
        return byClass.isEmpty();
    }

    /** A line as the store has it, at start. */
    void restore(Place.Line name, Ends stored) {
        byClass.computeIfAbsent(name.priority(), _ -> new LinkedHashMap<>())
                .put(name.company(), new Line(name, stored));
    }

    Place add(LaneEntry entry) {
        var name = Place.Line.of(entry);
        var line = byClass.computeIfAbsent(name.priority(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(name.company(), _ -> new Line(name, new Ends(0, 0)));
        var place = new Place(name, line.ends.tail());
        tasks.put(place, entry);
        line.moveTo(new Ends(line.ends.head(), line.ends.tail() + 1));
        return place;
    }

    /** The task that is next in {@link WaitingOrder}; null where none waits. */
    @Nullable
    Head next() {
        for (var lines : byClass.values()) { // the highest class first: the others need not be looked into
            Head next = null;
            for (var line : lines.values()) {
                var head = line.head();
                if (head != null && (next == null || WaitingOrder.FIRST.compare(head, next) < 0)) {
                    next = head;
                }
            }
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    /** Takes the task at {@code place} out; the places before and after it stay. */
    void remove(Place place) {
        tasks.delete(place);
        var lines = byClass.get(place.line().priority());
        var line = lines == null ? null : lines.get(place.line().company());
        if (line != null) {
            line.removed(place.index());
            dropIfEmpty(place.line());
        }
    }

    private void dropIfEmpty(Place.Line name) {
        byClass.computeIfPresent(name.priority(), (priority, lines) -> {
            lines.computeIfPresent(name.company(), (company, line) -> line.head() == null ? null : line);
            return lines.isEmpty() ? null : lines;
        });
    }

    /** One FIFO. */
    private final class Line {

        private final Place.Line name;
        private Ends ends;
        private @Nullable Head head;

        Line(Place.Line name, Ends ends) {
            this.name = name;
            this.ends = ends;
        }

        /** The first task; places that were emptied before their turn are passed over for good. */
        @Nullable
        Head head() {
            if (head == null) {
                long index = ends.head();
                while (head == null && index < ends.tail()) {
                    var place = new Place(name, index);
                    var entry = tasks.get(place);
                    if (entry == null) {
                        index++;
                    } else {
                        head = new Head(place, entry);
                    }
                }
                if (index != ends.head()) {
                    moveTo(new Ends(index, ends.tail()));
                }
            }
            return head;
        }

        void removed(long index) {
            if (index == ends.head()) {
                head = null;
                moveTo(new Ends(index + 1, ends.tail()));
            }
        }

        private void moveTo(Ends next) {
            ends = next;
            Lines.this.ends.put(name, next.head() < next.tail() ? next : null);
        }
    }
}

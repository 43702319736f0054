// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.routing.LaneEntry;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** One line: first come, first served. Its ends are in memory and in the store, the tasks in the store alone, but for the first. */
final class Fifo {

    private final Place.Line name;
    private final KeyValueStore<Place, LaneEntry> tasks;
    private final KeyValueStore<Place.Line, Ends> stored;
    private Ends ends;
    private @Nullable Head head;

    Fifo(Place.Line name, Ends ends, KeyValueStore<Place, LaneEntry> tasks, KeyValueStore<Place.Line, Ends> stored) {
        this.name = name;
        this.ends = ends;
        this.tasks = tasks;
        this.stored = stored;
    }

    Place.Line name() {
        return name;
    }

    Ends ends() {
        return ends;
    }

    boolean isEmpty() {
        return ends.isEmpty();
    }

    /** At the end. */
    Place add(LaneEntry entry) {
        var place = new Place(name, ends.tail());
        if (isEmpty()) {
            head = new Head(place, entry);
        }
        tasks.put(place, entry);
        moveTo(ends.appended());
        return place;
    }

    /** Before all others. */
    Place addFirst(LaneEntry entry) {
        var place = new Place(name, ends.head() - 1);
        tasks.put(place, entry);
        moveTo(ends.prepended());
        head = new Head(place, entry);
        return place;
    }

    /** Takes out the task at {@code index}, which is there; the places before and after it stay. */
    void remove(long index) {
        tasks.delete(new Place(name, index));
        if (head != null && head.place().index() == index) {
            head = null;
        }
        moveTo(ends.without(index));
    }

    /** The first task; places that were emptied before their turn are passed over for good. Null where the line is empty. */
    @Nullable
    Head head() {
        if (head == null && !isEmpty()) {
            long index = ends.head();
            var place = new Place(name, index);
            var entry = tasks.get(place);
            while (entry == null && index + 1 < ends.tail()) {
                place = new Place(name, ++index);
                entry = tasks.get(place);
            }
            if (entry == null) {
                moveTo(Ends.NONE); // it was counted wrongly, and holds nothing
            } else {
                head = new Head(place, entry);
                if (index != ends.head()) {
                    moveTo(ends.from(index));
                }
            }
        }
        return head;
    }

    private void moveTo(Ends next) {
        ends = next.isEmpty() ? Ends.NONE : next;
        stored.put(name, next.isEmpty() ? null : next);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.util.List;
import java.util.Map;

/**
 * What the topics hold.
 *
 * @param events  read_committed, in the order of their places
 * @param aborted events that only read_uncommitted sees
 * @param second  digests of events and dead letters when they were read once more
 */
public record Topics(
        List<TaskEvent> events, List<TaskEvent> aborted, List<DeadLetter> letters, Map<Place, String> second) {

    public Topics {
        events = List.copyOf(events);
        aborted = List.copyOf(aborted);
        letters = List.copyOf(letters);
        second = Map.copyOf(second);
    }
}

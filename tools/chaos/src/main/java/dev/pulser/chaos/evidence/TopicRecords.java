// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.util.List;
import java.util.Map;

/**
 * Records of the topics.
 *
 * @param events       committed events, ordered by position
 * @param aborted      events of aborted transactions
 * @param secondDigest hashes of events and dead letters when they were read for a second time
 */
public record TopicRecords(
        List<TaskEventRecord> events,
        List<TaskEventRecord> aborted,
        List<DeadLetterRecord> deadLetters,
        Map<RecordPosition, String> secondDigest) {

    public TopicRecords {
        events = List.copyOf(events);
        aborted = List.copyOf(aborted);
        deadLetters = List.copyOf(deadLetters);
        secondDigest = Map.copyOf(secondDigest);
    }
}

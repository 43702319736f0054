// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import dev.pulser.chaos.journal.Call;
import java.util.List;

/**
 * Everything that is left of a run.
 *
 * @param calls in the order in which they came
 * @param views of the tasks that REST knows: those of its own company
 */
public record Evidence(
        Terms terms,
        Sent sent,
        Faults faults,
        List<Call> calls,
        Topics topics,
        Rows rows,
        List<View> views,
        Offsets offsets) {

    public Evidence {
        calls = List.copyOf(calls);
        views = List.copyOf(views);
    }
}

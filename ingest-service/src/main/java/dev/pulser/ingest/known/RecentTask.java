// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.known;

import dev.pulser.contract.task.TaskEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A task in memory.
 *
 * @param steps the events seen here, in order; not all of them where it was learned of late
 */
public record RecentTask(TaskSnapshot snapshot, List<TaskStep> steps) {

    private static final int MAX_STEPS = 64;
    private static final int STEP_WEIGHT = 150;

    public RecentTask {
        steps = List.copyOf(steps);
    }

    RecentTask after(TaskEvent event) {
        var next = snapshot.after(event);
        if (next.equals(snapshot) || steps.size() >= MAX_STEPS) {
            return new RecentTask(next, steps);
        }
        var all = new ArrayList<>(steps);
        all.add(TaskStep.of(event));
        return new RecentTask(next, all);
    }

    RecentTask with(TaskSnapshot other) {
        return new RecentTask(snapshot.newest(other), steps);
    }

    /** Whether every event up to the snapshot's is here. */
    public boolean isComplete() {
        return steps.size() == snapshot.seq() + 1;
    }

    int weight() {
        return snapshot.weight() + STEP_WEIGHT * steps.size();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.telemetry.batch.TaskUpdate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Resolution of a task's dead letter: a replay or a drop.
 *
 * @param task       failed task
 * @param replayedAs task that repeats it; null when the dead letter was dropped
 */
record DeadLetterResolution(
        Company company, TaskId task, @Nullable TaskId replayedAs, Instant at) {

    /**
     * Returns the resolutions in commands and replayed tasks, one per failed task, in the same order in every instance. A
     * task whose id is not derived from the failed task's is not a replay and resolves nothing.
     */
    static List<DeadLetterResolution> of(Collection<TaskUpdate> updates, Collection<Command> commands) {
        var resolutions = new TreeMap<String, DeadLetterResolution>();
        for (var update : updates) {
            var task = update.task();
            if (task != null
                    && task.replayOf() != null
                    && task.id().equals(TaskId.ofReplay(task.company(), task.type(), task.replayOf()))) {
                put(
                        resolutions,
                        new DeadLetterResolution(task.company(), task.replayOf(), task.id(), task.submittedAt()));
            }
        }
        for (var command : commands) {
            if (command.body() instanceof Command.Replay(var task, var as)) {
                put(resolutions, new DeadLetterResolution(command.company(), task, as, command.at()));
            } else if (command.body() instanceof Command.Drop(var task)) {
                put(resolutions, new DeadLetterResolution(command.company(), task, null, command.at()));
            }
        }
        return List.copyOf(resolutions.values());
    }

    String wireName() {
        return replayedAs == null ? "dropped" : "replayed";
    }

    private static void put(TreeMap<String, DeadLetterResolution> resolutions, DeadLetterResolution resolution) {
        resolutions.merge(
                resolution.company().name() + ' ' + resolution.task(), resolution, DeadLetterResolution::prevailing);
    }

    /** Returns the resolution that prevails, in whatever order they arrive: a replay over a drop, otherwise the earlier one. */
    private DeadLetterResolution prevailing(DeadLetterResolution other) {
        if ((replayedAs == null) != (other.replayedAs == null)) {
            return replayedAs == null ? other : this;
        }
        return other.at.isBefore(at) ? other : this;
    }
}

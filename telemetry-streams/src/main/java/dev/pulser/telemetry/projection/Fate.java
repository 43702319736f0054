// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.telemetry.task.TaskUpdate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task's dead letter.
 *
 * @param task       the failed one
 * @param replayedAs the task that repeats it; null where it was put aside
 */
record Fate(Company company, TaskId task, @Nullable TaskId replayedAs, Instant at) {

    /**
     * Those that commands and replayed tasks tell of, one for each failed task, in one order everywhere. A task that only
     * claims to repeat another one, under an id of its own, settles nothing.
     */
    static List<Fate> all(Collection<TaskUpdate> updates, Collection<Command> commands) {
        var fates = new TreeMap<String, Fate>();
        for (var update : updates) {
            var task = update.task();
            if (task != null
                    && task.replayOf() != null
                    && task.id().equals(TaskId.ofReplay(task.company(), task.type(), task.replayOf()))) {
                put(fates, new Fate(task.company(), task.replayOf(), task.id(), task.submittedAt()));
            }
        }
        for (var command : commands) {
            if (command.body() instanceof Command.Replay(var task, var as)) {
                put(fates, new Fate(command.company(), task, as, command.at()));
            } else if (command.body() instanceof Command.Drop(var task)) {
                put(fates, new Fate(command.company(), task, null, command.at()));
            }
        }
        return List.copyOf(fates.values());
    }

    String state() {
        return replayedAs == null ? "dropped" : "replayed";
    }

    private static void put(TreeMap<String, Fate> fates, Fate fate) {
        fates.merge(fate.company().name() + ' ' + fate.task(), fate, Fate::over);
    }

    /** The one that counts, whichever was told first: a replay more than a drop, else the earlier. */
    private Fate over(Fate other) {
        if ((replayedAs == null) != (other.replayedAs == null)) {
            return replayedAs == null ? other : this;
        }
        return other.at.isBefore(at) ? other : this;
    }
}

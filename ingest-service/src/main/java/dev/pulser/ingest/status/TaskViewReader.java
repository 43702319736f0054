// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.events.AttemptProgressFollower;
import dev.pulser.ingest.status.TaskLookup.Detail;
import dev.pulser.ingest.status.TaskLookup.WaitCallback;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Reader of tasks in the form that REST and MCP return. Thread-safe. */
@Singleton
public final class TaskViewReader {

    private final TaskLookup lookup;
    private final TaskProblems problems;
    private final LaneStatuses lanes;
    private final AttemptProgressFollower progress;
    private final InstantSource time;

    @Inject
    TaskViewReader(
            TaskLookup lookup,
            TaskProblems problems,
            LaneStatuses lanes,
            AttemptProgressFollower progress,
            InstantSource time) {
        this.lookup = lookup;
        this.problems = problems;
        this.lanes = lanes;
        this.progress = progress;
        this.time = time;
    }

    /**
     * Returns a task.
     *
     * @throws dev.pulser.ingest.problem.ProblemException if the task does not exist or cannot be looked up
     */
    public TaskView find(Company company, TaskId id, Detail detail) {
        return shown(company, id, detail, lookup.find(company, id, detail));
    }

    /**
     * Waits for the end of a task and returns it; returns the unfinished task after {@code limit} or when {@code
     * callback} stops the wait.
     *
     * @throws dev.pulser.ingest.problem.ProblemException if the task does not exist or cannot be looked up
     */
    public TaskView await(Company company, TaskId id, Detail detail, Duration limit, WaitCallback callback)
            throws InterruptedException {
        return shown(company, id, detail, lookup.await(company, id, detail, limit, callback));
    }

    private TaskView shown(Company company, TaskId id, Detail detail, Lookup<TaskSnapshot> found) {
        var task = problems.require(company, id, found);
        var lane = Optional.ofNullable(task.agent()).flatMap(lanes::of);
        var latest = task.state() == TaskState.RUNNING
                ? progress.of(id).map(each -> new TaskView.ProgressView(each.message(), each.fraction(), each.at()))
                : Optional.<TaskView.ProgressView>empty();
        return TaskView.of(detail == Detail.FULL ? task : task.statusOnly())
                .with(WaitingView.of(task, lane, time.instant()), latest);
    }
}

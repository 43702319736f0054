// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.known.TaskSnapshot;
import dev.pulser.ingest.live.ProgressFeed;
import dev.pulser.ingest.status.TaskStatusView.Part;
import dev.pulser.ingest.status.TaskStatusView.Watching;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Tasks as clients are shown them, whatever way they ask. Safe from any thread. */
@Singleton
public final class ShownTasks {

    private final TaskStatusView view;
    private final StatusProblems problems;
    private final LaneStatuses lanes;
    private final ProgressFeed progress;
    private final InstantSource time;

    @Inject
    ShownTasks(
            TaskStatusView view,
            StatusProblems problems,
            LaneStatuses lanes,
            ProgressFeed progress,
            InstantSource time) {
        this.view = view;
        this.problems = problems;
        this.lanes = lanes;
        this.progress = progress;
        this.time = time;
    }

    /** @throws dev.pulser.ingest.problem.ProblemException where there is no such task, or nobody who knows */
    public TaskView find(Company company, TaskId id, Part part) {
        return shown(company, id, part, view.find(company, id, part));
    }

    /**
     * The same once the task has ended, or as it is when {@code limit} has passed or nobody watches any more.
     *
     * @throws dev.pulser.ingest.problem.ProblemException where there is no such task, or nobody who knows
     */
    public TaskView await(Company company, TaskId id, Part part, Duration limit, Watching watching)
            throws InterruptedException {
        return shown(company, id, part, view.await(company, id, part, limit, watching));
    }

    private TaskView shown(Company company, TaskId id, Part part, Lookup<TaskSnapshot> answer) {
        var found = problems.found(company, id, answer);
        var waiting = WaitingView.of(found, Optional.ofNullable(found.agent()).flatMap(lanes::of), time.instant());
        var doing = found.state() == TaskState.RUNNING
                ? progress.of(id).map(said -> new TaskView.Doing(said.message(), said.fraction(), said.at()))
                : Optional.<TaskView.Doing>empty();
        return TaskView.of(part == Part.WHOLE ? found : found.withoutPayload()).with(waiting, doing);
    }
}

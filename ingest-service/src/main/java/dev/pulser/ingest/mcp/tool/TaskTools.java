// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.ingest.cancel.CancelReceipt;
import dev.pulser.ingest.cancel.Cancels;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.list.TaskListing;
import dev.pulser.ingest.list.TaskPage;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.status.ShownTasks;
import dev.pulser.ingest.status.StatusProblems;
import dev.pulser.ingest.status.TaskStatusView.Part;
import dev.pulser.ingest.status.TaskView;
import dev.pulser.ingest.status.WaitPreference;
import dev.pulser.ingest.submit.Acceptance.Accepted;
import dev.pulser.ingest.submit.Acceptance.Refused;
import dev.pulser.ingest.submit.Submission;
import dev.pulser.ingest.submit.TaskIntake;
import dev.pulser.ingest.submit.TaskReceipt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Tools about tasks. */
@Singleton
final class TaskTools {

    private static final int DEFAULT_WAIT_SECONDS = 30;
    private static final int MAX_WAIT_SECONDS = 300;

    private final TaskIntake intake;
    private final ShownTasks tasks;
    private final TaskListing listing;
    private final Cancels cancels;

    @Inject
    TaskTools(TaskIntake intake, ShownTasks tasks, TaskListing listing, Cancels cancels) {
        this.intake = intake;
        this.tasks = tasks;
        this.listing = listing;
        this.cancels = cancels;
    }

    TaskReceipt submit(ToolCall call) {
        var submission = new Submission(call.arguments().asSubmission(), null, call.traceparent());
        return switch (intake.accept(submission)) {
            case Refused(var problem) -> throw new ProblemException(problem);
            case Accepted accepted -> TaskReceipt.of(accepted);
        };
    }

    TaskView get(ToolCall call) {
        var body = call.arguments().asBody(List.of("task_id", "with_payload"));
        var id = Arguments.taskId(body);
        var part = body.flag("with_payload") ? Part.WHOLE : Part.STATUS;
        body.requireNoFaults();
        return tasks.find(call.company(), StatusProblems.taskId(id), part);
    }

    /** Who cannot be told meanwhile that it still waits, waits no longer than with REST. */
    TaskView await(ToolCall call) throws InterruptedException {
        var body = call.arguments().asBody(List.of("task_id", "timeout_seconds"));
        var id = Arguments.taskId(body);
        var asked = Duration.ofSeconds(
                body.has("timeout_seconds") ? body.limit("timeout_seconds", MAX_WAIT_SECONDS) : DEFAULT_WAIT_SECONDS);
        body.requireNoFaults();
        var listener = call.listener();
        var limit = listener.hears() || asked.compareTo(WaitPreference.MAX) < 0 ? asked : WaitPreference.MAX;
        long start = System.nanoTime();
        return tasks.await(
                call.company(),
                StatusProblems.taskId(id),
                Part.STATUS,
                limit,
                task -> listener.tell(
                        Duration.ofNanos(System.nanoTime() - start), limit, TaskView.statusOf(task.state())));
    }

    CancelReceipt cancel(ToolCall call) {
        var body = call.arguments().asBody(Asked.fields("task_id"));
        var id = Arguments.taskId(body);
        var asked = Asked.of(body);
        body.requireNoFaults();
        return cancels.cancel(call.company(), StatusProblems.taskId(id), asked);
    }

    TaskPage list(ToolCall call) {
        return listing.page(call.company(), call.arguments().asQuery());
    }
}

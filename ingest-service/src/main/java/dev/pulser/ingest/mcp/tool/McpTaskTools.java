// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.ingest.cancel.CancelReceipt;
import dev.pulser.ingest.cancel.TaskCanceler;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.list.TaskListing;
import dev.pulser.ingest.list.TaskPage;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.status.TaskLookup.Detail;
import dev.pulser.ingest.status.TaskProblems;
import dev.pulser.ingest.status.TaskView;
import dev.pulser.ingest.status.TaskViewReader;
import dev.pulser.ingest.status.WaitPreference;
import dev.pulser.ingest.submit.Submission;
import dev.pulser.ingest.submit.SubmissionResult.Accepted;
import dev.pulser.ingest.submit.SubmissionResult.Rejected;
import dev.pulser.ingest.submit.TaskIntake;
import dev.pulser.ingest.submit.TaskReceipt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** MCP tools for tasks. */
@Singleton
final class McpTaskTools {

    private static final int DEFAULT_WAIT_SECONDS = 30;
    private static final int MAX_WAIT_SECONDS = 300;

    private final TaskIntake intake;
    private final TaskViewReader tasks;
    private final TaskListing listing;
    private final TaskCanceler canceler;

    @Inject
    McpTaskTools(TaskIntake intake, TaskViewReader tasks, TaskListing listing, TaskCanceler canceler) {
        this.intake = intake;
        this.tasks = tasks;
        this.listing = listing;
        this.canceler = canceler;
    }

    TaskReceipt submit(McpToolCall call) {
        var submission = new Submission(call.arguments().asSubmission(), null, call.traceparent());
        return switch (intake.accept(submission)) {
            case Rejected(var problem) -> throw new ProblemException(problem);
            case Accepted accepted -> TaskReceipt.of(accepted);
        };
    }

    TaskView get(McpToolCall call) {
        var body = call.arguments().asBody(List.of("task_id", "with_payload"));
        var id = McpToolArguments.taskId(body);
        var part = body.flag("with_payload") ? Detail.FULL : Detail.STATUS;
        body.requireValid();
        return tasks.find(call.company(), TaskProblems.parseTaskId(id), part);
    }

    /** Waits for a task. Clients that cannot receive progress wait no longer than with REST. */
    TaskView await(McpToolCall call) throws InterruptedException {
        var body = call.arguments().asBody(List.of("task_id", "timeout_seconds"));
        var id = McpToolArguments.taskId(body);
        var requested = Duration.ofSeconds(
                body.has("timeout_seconds") ? body.limit("timeout_seconds", MAX_WAIT_SECONDS) : DEFAULT_WAIT_SECONDS);
        body.requireValid();
        var listener = call.listener();
        var limit = listener.acceptsProgress() || requested.compareTo(WaitPreference.MAX) < 0
                ? requested
                : WaitPreference.MAX;
        long start = System.nanoTime();
        return tasks.await(
                call.company(),
                TaskProblems.parseTaskId(id),
                Detail.STATUS,
                limit,
                task -> listener.report(
                        Duration.ofNanos(System.nanoTime() - start), limit, TaskView.statusOf(task.state())));
    }

    CancelReceipt cancel(McpToolCall call) {
        var body = call.arguments().asBody(AuditInfo.fields("task_id"));
        var id = McpToolArguments.taskId(body);
        var audit = AuditInfo.of(body);
        body.requireValid();
        return canceler.cancel(call.company(), TaskProblems.parseTaskId(id), audit);
    }

    TaskPage list(McpToolCall call) {
        return listing.page(call.company(), call.arguments().asQuery("label"));
    }
}

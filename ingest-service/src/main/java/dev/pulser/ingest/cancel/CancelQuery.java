// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.body.JsonBody;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.DurationText;
import dev.pulser.ingest.page.FilterQuery;
import dev.pulser.ingest.page.TaskCursor;
import dev.pulser.ingest.rows.OpenFilter;
import dev.pulser.ingest.rows.TaskFilter.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/tasks/cancel}. */
record CancelQuery(OpenFilter filter, String filters, Asked asked, boolean dryRun) {

    static final int MAX = 1_000;

    private static final List<String> WHICH = List.of("ids", "agent", "status", "task_type", "older_than");

    /** @throws dev.pulser.ingest.problem.ProblemException that names everything that is wrong */
    static CancelQuery of(byte @Nullable [] bytes, Company company, TaskCursor cursors, Instant now) {
        var body = JsonBody.of(
                bytes,
                Asked.fields("ids", "agent", "status", "task_type", "older_than", "all", "dry_run", "limit", "cursor"));
        boolean all = body.flag("all");
        if (!all && WHICH.stream().noneMatch(body::has)) {
            body.fault(
                    FaultCode.FIELD_REQUIRED,
                    "",
                    "say which tasks: %s, or all: true".formatted(String.join(", ", WHICH)));
        }
        var ids = body.texts(
                "ids", MAX, "tsk_ and 32 lower-case hex digits", id -> TaskId.isValid(id) ? new TaskId(id) : null);
        var agent = body.text("agent", FilterQuery.NAME, name -> Names.isValid(name) ? new AgentName(name) : null);
        var status = body.text("status", "queued, running or retrying", CancelQuery::open);
        var type = body.text("task_type", FilterQuery.NAME, name -> Names.isValid(name) ? new TaskType(name) : null);
        var age = body.text("older_than", DurationText.FORM, DurationText::read);
        var filters = "cancel|%s|%s|%s|%s|%s".formatted(ids, agent, status, type, age);
        var cursor = body.<Position>text(
                "cursor",
                "the next_cursor of the answer before, with the same filters",
                text -> cursors.read(company, filters, text).orElse(null));
        int limit = body.limit("limit", MAX);
        boolean dryRun = body.flag("dry_run");
        var asked = Asked.of(body);
        body.requireNoFaults();
        var before = age == null ? null : now.minus(age);
        return new CancelQuery(new OpenFilter(ids, agent, status, type, before, limit, cursor), filters, asked, dryRun);
    }

    private static @Nullable TaskState open(String name) {
        return TaskState.parse(name)
                .filter(state -> !state.isTerminal() && state != TaskState.ACCEPTED)
                .orElse(null);
    }
}

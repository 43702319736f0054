// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.DurationParser;
import dev.pulser.ingest.json.JsonBody;
import dev.pulser.ingest.paging.ListQuery;
import dev.pulser.ingest.paging.TaskCursor;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.task.OpenTaskFilter;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parsed body of {@code POST /api/v1/tasks/cancel}.
 *
 * @param filters canonical form of the filter, for cursors
 */
record CancelSelection(
        OpenTaskFilter filter, PageRequest<Position> page, String filters, AuditInfo audit, boolean dryRun) {

    static final int MAX = 1_000;

    private static final List<String> FILTERS = List.of("ids", "agent", "status", "task_type", "older_than");

    /**
     * Parses the body.
     *
     * @throws dev.pulser.ingest.problem.ProblemException listing all validation errors
     */
    static CancelSelection of(byte @Nullable [] bytes, Company company, TaskCursor cursors, Instant now) {
        var body = JsonBody.of(
                bytes,
                AuditInfo.fields(
                        "ids", "agent", "status", "task_type", "older_than", "all", "dry_run", "limit", "cursor"));
        boolean all = body.flag("all");
        if (!all && FILTERS.stream().noneMatch(body::has)) {
            body.addError(
                    ValidationErrorCode.FIELD_REQUIRED,
                    "",
                    "One of %s or all: true is required.".formatted(String.join(", ", FILTERS)));
        }
        var ids = body.texts("ids", MAX, JsonBody.TASK_ID, JsonBody::parseTaskId);
        var agent = body.text("agent", ListQuery.NAME, name -> Names.isValid(name) ? new AgentName(name) : null);
        var status = body.text("status", "queued, running or retrying", CancelSelection::parseOpenState);
        var type = body.text("task_type", ListQuery.NAME, name -> Names.isValid(name) ? new TaskType(name) : null);
        var age = body.text("older_than", DurationParser.FORMAT, DurationParser::parse);
        var filters = "cancel|%s|%s|%s|%s|%s".formatted(ids, agent, status, type, age);
        var cursor = body.<Position>text(
                "cursor",
                JsonBody.CURSOR,
                text -> cursors.read(company, filters, text).orElse(null));
        int limit = body.limit("limit", MAX);
        boolean dryRun = body.flag("dry_run");
        var audit = AuditInfo.of(body);
        body.requireValid();
        var before = age == null ? null : now.minus(age);
        return new CancelSelection(
                new OpenTaskFilter(ids, agent, status, type, before),
                new PageRequest<>(limit, cursor),
                filters,
                audit,
                dryRun);
    }

    private static @Nullable TaskState parseOpenState(String name) {
        return TaskState.parse(name)
                .filter(state -> !state.isTerminal() && state != TaskState.ACCEPTED)
                .orElse(null);
    }
}

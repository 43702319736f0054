// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.deadletter.DeadLetterListQuery;
import dev.pulser.ingest.json.JsonBody;
import dev.pulser.ingest.paging.DeadLetterCursor;
import dev.pulser.ingest.paging.DeadLetterCursor.Bound;
import dev.pulser.ingest.paging.ListQuery;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Contents;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Position;
import dev.pulser.ingest.persistence.deadletter.DeadLetterState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parsed body of a bulk command on dead letters.
 *
 * @param tasks   failed tasks named by the body; null when {@code filter} selects the dead letters
 * @param filter  open dead letters that were written before the command started, because a replayed task that fails again
 *     must not be replayed by the same command
 * @param filters canonical form of the filter, for cursors
 */
record DeadLetterSelection(
        @Nullable List<TaskId> tasks,
        DeadLetterFilter filter,
        PageRequest<Position> page,
        String filters,
        AuditInfo audit,
        boolean dryRun) {

    static final int MAX = 1_000;

    private static final List<String> FILTERS = List.of("agent", "type", "code", "from", "to");

    /** @throws dev.pulser.ingest.problem.ProblemException listing all validation errors */
    static DeadLetterSelection of(
            byte @Nullable [] bytes, Contents contents, Company company, DeadLetterCursor cursors, Instant now) {
        var body = JsonBody.of(
                bytes,
                AuditInfo.fields("ids", "agent", "type", "code", "from", "to", "all", "dry_run", "limit", "cursor"));
        requireOneSelection(body);
        var ids = body.texts("ids", MAX, JsonBody.TASK_ID, JsonBody::parseTaskId);
        var agent = body.text("agent", ListQuery.NAME, name -> Names.isValid(name) ? new AgentName(name) : null);
        var type = body.text("type", ListQuery.NAME, name -> Names.isValid(name) ? new TaskType(name) : null);
        var code = body.text("code", DeadLetterListQuery.CODE, DeadLetterListQuery::parseCode);
        var from = body.<Instant>text("from", ListQuery.TIME, ListQuery::parseTime);
        var to = body.<Instant>text("to", ListQuery.TIME, ListQuery::parseTime);
        var filters = "dead-letters-%s|%s|%s|%s|%s|%s".formatted(contents, agent, type, code, from, to);
        var cursor = body.<Bound>text(
                "cursor",
                JsonBody.CURSOR,
                text -> cursors.readBound(company, filters, text).orElse(null));
        int limit = body.limit("limit", MAX);
        boolean dryRun = body.flag("dry_run");
        var audit = AuditInfo.of(body);
        body.requireValid();
        var until = cursor != null ? cursor.until() : earlier(to, now);
        return new DeadLetterSelection(
                ids == null ? null : ids.stream().distinct().toList(),
                new DeadLetterFilter(null, agent, type, code, DeadLetterState.OPEN, from, until, contents),
                new PageRequest<>(limit, cursor == null ? null : cursor.position()),
                filters,
                audit,
                dryRun);
    }

    /** Returns the exclusive upper bound of the time of the selected dead letters. */
    Instant until() {
        return Objects.requireNonNull(filter.to());
    }

    private static Instant earlier(@Nullable Instant to, Instant now) {
        return to != null && to.isBefore(now) ? to : now;
    }

    private static void requireOneSelection(JsonBody body) {
        boolean filtered = FILTERS.stream().anyMatch(body::has);
        if (body.has("ids") && filtered) {
            body.addError(ValidationErrorCode.FIELD_INVALID, "/ids", "ids must not be combined with filters.");
        }
        if (!body.has("ids") && !filtered && !body.flag("all")) {
            body.addError(
                    ValidationErrorCode.FIELD_REQUIRED,
                    "",
                    "One of ids, %s or all: true is required.".formatted(String.join(", ", FILTERS)));
        }
    }
}

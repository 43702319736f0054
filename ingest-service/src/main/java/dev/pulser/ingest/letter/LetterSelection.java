// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.body.JsonBody;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.page.FilterQuery;
import dev.pulser.ingest.page.LetterCursor;
import dev.pulser.ingest.page.LetterCursor.Bound;
import dev.pulser.ingest.rows.letter.LetterFilter;
import dev.pulser.ingest.rows.letter.LetterFilter.Needs;
import dev.pulser.ingest.rows.letter.LetterState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a command about many dead letters.
 *
 * @param tasks  those that it names; null where {@code filter} says which
 * @param filter the open ones that match, oldest first; none that was written after the command began, because a replayed
 *     task that fails again must not be replayed by the same command
 */
record LetterSelection(@Nullable List<TaskId> tasks, LetterFilter filter, String filters, Asked asked, boolean dryRun) {

    static final int MAX = 1_000;

    private static final List<String> FILTERS = List.of("agent", "type", "code", "from", "to");
    private static final String TIME = "a time with its zone, such as 2026-01-31T12:00:00Z";

    /** @throws dev.pulser.ingest.problem.ProblemException that names everything that is wrong */
    static LetterSelection of(
            byte @Nullable [] bytes, Needs needs, Company company, LetterCursor cursors, Instant now) {
        var body = JsonBody.of(
                bytes, Asked.fields("ids", "agent", "type", "code", "from", "to", "all", "dry_run", "limit", "cursor"));
        requireOneWay(body);
        var ids = body.texts(
                "ids", MAX, "tsk_ and 32 lower-case hex digits", id -> TaskId.isValid(id) ? new TaskId(id) : null);
        var agent = body.text("agent", FilterQuery.NAME, name -> Names.isValid(name) ? new AgentName(name) : null);
        var type = body.text("type", FilterQuery.NAME, name -> Names.isValid(name) ? new TaskType(name) : null);
        var code = body.text("code", LetterQuery.CODE, LetterQuery::code);
        var from = body.<Instant>text("from", TIME, FilterQuery::parsedTime);
        var to = body.<Instant>text("to", TIME, FilterQuery::parsedTime);
        var filters = "letters-%s|%s|%s|%s|%s|%s".formatted(needs, agent, type, code, from, to);
        var cursor = body.<Bound>text(
                "cursor",
                "the next_cursor of the answer before, with the same filters",
                text -> cursors.readBound(company, filters, text).orElse(null));
        int limit = body.limit("limit", MAX);
        boolean dryRun = body.flag("dry_run");
        var asked = Asked.of(body);
        body.requireNoFaults();
        var until = cursor != null ? cursor.until() : earlier(to, now);
        var position = cursor == null ? null : cursor.position();
        var filter =
                new LetterFilter(null, agent, type, code, LetterState.OPEN, from, until, needs, true, limit, position);
        return new LetterSelection(
                ids == null ? null : ids.stream().distinct().toList(), filter, filters, asked, dryRun);
    }

    private static Instant earlier(@Nullable Instant to, Instant now) {
        return to != null && to.isBefore(now) ? to : now;
    }

    private static void requireOneWay(JsonBody body) {
        boolean filtered = FILTERS.stream().anyMatch(body::has);
        if (body.has("ids") && filtered) {
            body.fault(FaultCode.FIELD_INVALID, "/ids", "send ids, or a filter, not both");
        }
        if (!body.has("ids") && !filtered && !body.flag("all")) {
            body.fault(
                    FaultCode.FIELD_REQUIRED,
                    "",
                    "say which dead letters: ids, %s, or all: true".formatted(String.join(", ", FILTERS)));
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admit;

import dev.pulser.contract.codec.Intake;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.contract.topic.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** From a record to a task: pure, the same record always gives the same task. */
final class TaskReader {

    static final String RECORD_EMPTY = "record-empty";
    static final String DESERIALIZATION = "deserialization";
    static final String VALIDATION = "validation";
    static final String TENANT_MISMATCH = "tenant-mismatch";

    /** W3C allows more than one version and no more than this in any; a longer one is dropped, the task is not. */
    private static final int MAX_TRACEPARENT_CHARS = 255;

    private TaskReader() {}

    /** @param at where the record stood and when it was written */
    static Reading read(@Nullable Intake intake, Headers headers, Position at) {
        return switch (intake) {
            case null ->
                new Reading.Unreadable(null, RECORD_EMPTY, "the record has no value; a task is JSON or Avro", null);
            case Intake.Refused refused -> refused(refused);
            case Intake.Drafted(var draft) -> complete(draft, headers, at);
        };
    }

    private static Reading refused(Intake.Refused refused) {
        boolean empty = refused.faults().getFirst().code() == FaultCode.BODY_MISSING;
        var code = empty ? RECORD_EMPTY : refused.unreadable() ? DESERIALIZATION : VALIDATION;
        return new Reading.Unreadable(refused.id(), code, refused.reason(), refused.original());
    }

    private static Reading complete(TaskDraft draft, Headers headers, Position at) {
        var named = text(headers, HeaderNames.COMPANY);
        if (named == null) {
            return new Reading.Complete(task(draft, headers, at, Company.DEFAULT));
        }
        if (!Company.isValid(named)) {
            return new Reading.Unfit(
                    task(draft, headers, at, Company.DEFAULT),
                    VALIDATION,
                    "header %s is %s, it must be 1 to %d of a-z, 0-9, _ and -"
                            .formatted(HeaderNames.COMPANY, TaskRules.shown(named), Company.MAX_LENGTH));
        }
        var company = new Company(named);
        var task = task(draft, headers, at, company);
        return task.company().equals(company)
                ? new Reading.Complete(task)
                : new Reading.Unfit(
                        task,
                        TENANT_MISMATCH,
                        "the task says company %s, the header %s says %s; they must be the same"
                                .formatted(task.company(), HeaderNames.COMPANY, company));
    }

    private static Task task(TaskDraft draft, Headers headers, Position at, Company company) {
        var id = draft.id() != null ? draft.id() : TaskId.ofRecord(at.time(), at.topic(), at.partition(), at.offset());
        return traced(draft, headers).complete(id, company, at.priority(), at.time());
    }

    private static TaskDraft traced(TaskDraft draft, Headers headers) {
        var context = draft.traceparent() != null ? draft.traceparent() : text(headers, HeaderNames.TRACEPARENT);
        return draft.withTraceparent(context != null && context.length() > MAX_TRACEPARENT_CHARS ? null : context);
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /**
     * Where a record stood.
     *
     * @param priority of its topic
     * @param time     when it was written
     */
    record Position(String topic, Priority priority, int partition, long offset, Instant time) {}
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admission;

import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.codec.intake.IntakeResult;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reader of tasks from records. Pure: the same record always gives the same task. */
final class TaskReader {

    static final String RECORD_EMPTY = "record-empty";
    static final String DESERIALIZATION = "deserialization";
    static final String VALIDATION = "validation";
    static final String COMPANY_MISMATCH = "company-mismatch";

    /** Longest trace context in characters; a longer one is ignored. */
    private static final int MAX_TRACEPARENT_CHARS = 255;

    private TaskReader() {}

    static TaskReadResult read(@Nullable IntakeResult intake, Headers headers, Origin origin) {
        return switch (intake) {
            case null ->
                new TaskReadResult.Unreadable(
                        null,
                        new TaskError(RECORD_EMPTY, "The record has no value. Send a task in JSON or Avro."),
                        null);
            case IntakeResult.Invalid invalid -> unreadable(invalid);
            case IntakeResult.Valid(var draft) -> complete(draft, headers, origin);
        };
    }

    private static TaskReadResult unreadable(IntakeResult.Invalid invalid) {
        boolean empty = invalid.errors().getFirst().code() == ValidationErrorCode.BODY_MISSING;
        var code = empty ? RECORD_EMPTY : invalid.unreadable() ? DESERIALIZATION : VALIDATION;
        return new TaskReadResult.Unreadable(invalid.id(), new TaskError(code, invalid.reason()), invalid.original());
    }

    private static TaskReadResult complete(TaskDraft draft, Headers headers, Origin origin) {
        var header = text(headers, HeaderNames.COMPANY);
        if (header == null) {
            return new TaskReadResult.Valid(task(draft, headers, origin, Company.DEFAULT));
        }
        if (!Company.isValid(header)) {
            return new TaskReadResult.Invalid(
                    task(draft, headers, origin, Company.DEFAULT),
                    new TaskError(
                            VALIDATION,
                            "Header %s is %s. It must have 1 to %d characters of a-z, 0-9, _ and -."
                                    .formatted(HeaderNames.COMPANY, Excerpt.escaped(header), Company.MAX_LENGTH)));
        }
        var company = new Company(header);
        var task = task(draft, headers, origin, company);
        return task.company().equals(company)
                ? new TaskReadResult.Valid(task)
                : new TaskReadResult.Invalid(
                        task,
                        new TaskError(
                                COMPANY_MISMATCH,
                                "The task's company is %s, but header %s is %s. They must be equal."
                                        .formatted(task.company(), HeaderNames.COMPANY, company)));
    }

    private static Task task(TaskDraft draft, Headers headers, Origin origin, Company company) {
        var id = draft.id() != null
                ? draft.id()
                : TaskId.ofRecord(origin.time(), origin.topic(), origin.partition(), origin.offset());
        return withTrace(draft, headers).complete(id, company, origin.priority(), origin.time());
    }

    private static TaskDraft withTrace(TaskDraft draft, Headers headers) {
        var context = draft.traceparent() != null ? draft.traceparent() : text(headers, HeaderNames.TRACEPARENT);
        return draft.withTraceparent(context != null && context.length() > MAX_TRACEPARENT_CHARS ? null : context);
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /**
     * Origin of a record.
     *
     * @param priority priority of the topic
     * @param time     timestamp of the record
     */
    record Origin(String topic, Priority priority, int partition, long offset, Instant time) {}
}

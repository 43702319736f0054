// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.ingest.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Response to a batch: one result per task, in the order of the batch. */
@JsonNaming(SnakeCaseStrategy.class)
public record BatchReceipt(int accepted, int rejected, List<Item> results) {

    /**
     * Result of one task. Has the fields of either an accepted task or a problem.
     *
     * @param index  position in the batch, from 0
     * @param status 202 on success, else the HTTP status of the equivalent single request
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            int index,
            int status,
            @JsonUnwrapped @Nullable AcceptedItem task,
            @JsonUnwrapped @Nullable RejectedItem problem) {}

    /** Accepted task of a batch. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AcceptedItem(String taskId, String assignedAgent, String priority, Instant estimatedCompletion) {}

    /**
     * Problem of a rejected task of a batch.
     *
     * @param type   type of the problem
     * @param errors validation errors; omitted if there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RejectedItem(
            String type, String detail, @Nullable List<ItemError> errors) {}

    /** Validation error of a task in the batch. */
    public record ItemError(String code, String field, String detail) {}

    static BatchReceipt of(List<SubmissionResult> submissions) {
        var items = new ArrayList<Item>();
        for (int i = 0; i < submissions.size(); i++) {
            items.add(
                    switch (submissions.get(i)) {
                        case SubmissionResult.Accepted accepted -> new Item(i, 202, item(accepted), null);
                        case SubmissionResult.Rejected(var problem) ->
                            new Item(i, problem.type().status(), null, item(problem));
                    });
        }
        int accepted = (int) items.stream().filter(item -> item.task() != null).count();
        return new BatchReceipt(accepted, items.size() - accepted, items);
    }

    private static AcceptedItem item(SubmissionResult.Accepted accepted) {
        return new AcceptedItem(
                accepted.task().id().value(),
                accepted.agent().value(),
                accepted.task().priority().wireName(),
                accepted.estimatedCompletion());
    }

    private static RejectedItem item(Problem problem) {
        var errors = problem.errors().stream()
                .map(error -> new ItemError(error.code().slug(), error.field(), error.detail()))
                .toList();
        return new RejectedItem(problem.type().uri(), problem.detail(), errors.isEmpty() ? null : errors);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.ingest.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a batch: every task of it has a result of its own, in the order of the batch. */
@JsonNaming(SnakeCaseStrategy.class)
public record BatchReceipt(int accepted, int refused, List<Item> results) {

    /**
     * One task's result.
     *
     * @param index  its place in the batch, from 0
     * @param status 202 where it was accepted, else what a single submission would have been answered
     * @param type   of the problem, where it was refused
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            int index,
            int status,
            @Nullable String taskId,
            @Nullable String assignedAgent,
            @Nullable String priority,
            @Nullable Instant estimatedCompletion,
            @Nullable String type,
            @Nullable String detail,
            @Nullable List<ItemFault> errors) {}

    /** One thing wrong with a task of the batch. */
    public record ItemFault(String code, String field, String detail) {}

    static BatchReceipt of(List<Acceptance> acceptances) {
        var items = new ArrayList<Item>();
        for (int i = 0; i < acceptances.size(); i++) {
            items.add(
                    switch (acceptances.get(i)) {
                        case Acceptance.Accepted accepted -> accepted(i, accepted);
                        case Acceptance.Refused(var problem) -> refused(i, problem);
                    });
        }
        int accepted = (int) items.stream().filter(item -> item.status() == 202).count();
        return new BatchReceipt(accepted, items.size() - accepted, items);
    }

    private static Item accepted(int index, Acceptance.Accepted accepted) {
        return new Item(
                index,
                202,
                accepted.task().id().value(),
                accepted.agent().value(),
                accepted.task().priority().wireName(),
                accepted.estimatedCompletion(),
                null,
                null,
                null);
    }

    private static Item refused(int index, Problem problem) {
        var faults = problem.faults().stream()
                .map(fault -> new ItemFault(fault.code().slug(), fault.field(), fault.detail()))
                .toList();
        return new Item(
                index,
                problem.type().status(),
                null,
                null,
                null,
                null,
                problem.type().uri(),
                problem.detail(),
                faults.isEmpty() ? null : faults);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Response to a bulk command on dead letters.
 *
 * @param dryRun     true when the dead letters were only counted
 * @param matched    number of matching dead letters, including those of later pages
 * @param affected   number of dead letters that were replayed or dropped by this request
 * @param results    one result per dead letter; empty for a dry run
 * @param nextCursor cursor of the next page, to be sent with an otherwise unchanged body; null on the last page
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BulkDeadLetterReceipt(
        boolean dryRun,
        long matched,
        int affected,
        List<Item> results,
        @Nullable String nextCursor) {

    /**
     * Result for one dead letter.
     *
     * @param taskId     failed task
     * @param status     202 on success, else the HTTP status of the equivalent single request
     * @param replayedAs task that repeats the failed one
     * @param type       type of the problem
     * @param detail     description of the problem
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String taskId,
            int status,
            @Nullable String replayedAs,
            @Nullable String type,
            @Nullable String detail) {

        static Item of(DeadLetterResult result) {
            var task = result.task().value();
            var problem = result.problem();
            var as = result.replayedAs();
            return problem == null
                    ? new Item(task, 202, as == null ? null : as.value(), null, null)
                    : new Item(
                            task, problem.type().status(), null, problem.type().uri(), problem.detail());
        }

        boolean succeeded() {
            return status == 202;
        }
    }

    static BulkDeadLetterReceipt dryRun(long matched) {
        return new BulkDeadLetterReceipt(true, matched, 0, List.of(), null);
    }

    static BulkDeadLetterReceipt of(long matched, List<DeadLetterResult> results, @Nullable String nextCursor) {
        var items = results.stream().map(Item::of).toList();
        int affected = (int) items.stream().filter(Item::succeeded).count();
        return new BulkDeadLetterReceipt(false, matched, affected, items, nextCursor);
    }
}

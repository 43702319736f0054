// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command about many dead letters.
 *
 * @param dryRun     whether it was only counted
 * @param matched    letters that it would touch, with those of pages that are yet to come
 * @param touched    letters that it touched now
 * @param results    one for each; none where it was only counted
 * @param nextCursor to go on with, the rest of the body unchanged; null when that was all
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LetterReceipts(
        boolean dryRun,
        long matched,
        int touched,
        List<Item> results,
        @Nullable String nextCursor) {

    /**
     * One letter's result.
     *
     * @param taskId   the failed task
     * @param status   202 where it was done, else what a single command would have been answered
     * @param asTaskId the task that repeats it, where it was replayed
     * @param type     of the problem, where there is one
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String taskId,
            int status,
            @Nullable String asTaskId,
            @Nullable String type,
            @Nullable String detail) {

        static Item of(LetterResult result) {
            var problem = result.problem();
            var as = result.as();
            return problem == null
                    ? new Item(result.task().value(), 202, as == null ? null : as.value(), null, null)
                    : new Item(
                            result.task().value(),
                            problem.type().status(),
                            null,
                            problem.type().uri(),
                            problem.detail());
        }

        boolean isDone() {
            return status == 202;
        }
    }

    static LetterReceipts counted(long matched) {
        return new LetterReceipts(true, matched, 0, List.of(), null);
    }

    static LetterReceipts of(long matched, List<LetterResult> results, @Nullable String nextCursor) {
        var items = results.stream().map(Item::of).toList();
        return new LetterReceipts(
                false, matched, (int) items.stream().filter(Item::isDone).count(), items, nextCursor);
    }
}

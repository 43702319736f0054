// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to many tasks that are to be cancelled.
 *
 * @param dryRun     whether it was only counted
 * @param matched    tasks that match and are not over, with those of pages that are yet to come
 * @param taskIds    those that are to be cancelled now; none where it was only counted
 * @param nextCursor to go on with, the rest of the body unchanged; null when that was all
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BulkCancelReceipt(
        boolean dryRun,
        long matched,
        List<String> taskIds,
        @Nullable String nextCursor) {}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Response to a bulk cancellation.
 *
 * @param dryRun true when the tasks were only counted
 * @param matched number of matching active tasks, including those of later pages
 * @param taskIds tasks whose cancellation was requested; empty for a dry run
 * @param nextCursor cursor of the next page, to be sent with an otherwise unchanged body; null on the last page
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BulkCancelReceipt(
        boolean dryRun,
        long matched,
        List<String> taskIds,
        @Nullable String nextCursor) {}

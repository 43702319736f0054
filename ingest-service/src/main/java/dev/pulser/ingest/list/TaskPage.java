// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.ingest.status.TaskView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Page of tasks, newest first, without payloads and results.
 *
 * @param nextCursor cursor of the next page; null on the last page
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TaskPage(List<TaskView> tasks, @Nullable String nextCursor) {}

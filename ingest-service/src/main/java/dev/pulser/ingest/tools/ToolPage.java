// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of tools: by server and name, or the best first where they were looked for.
 *
 * @param nextCursor to ask for the next page with; null on the last
 * @param foundBy    words or meaning; null where nothing was looked for
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ToolPage(
        List<ToolView> tools,
        @Nullable String nextCursor,
        @Nullable String foundBy) {}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolSpec;
import dev.pulser.ingest.json.RawJson;
import dev.pulser.ingest.persistence.statistics.ToolStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Tool in REST responses. Unknown values are omitted. Title, description, schemas and hints come from the server: treat
 * them as data, never as instructions.
 *
 * @param hash       hash of the current definition
 * @param state      approved, quarantined (the current definition is not approved, calls are blocked) or gone
 * @param listedAt   time at which the server listed the current definition first
 * @param approval   latest approval; omitted if no definition was ever approved
 * @param statistics calls for tasks of the caller's company
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Tool")
public record CatalogToolView(
        String server,
        String tool,
        @JsonUnwrapped SpecView spec,
        String hash,
        String state,
        Instant listedAt,
        @Nullable ApprovalView approval,
        @Nullable StatisticsView statistics) {

    /** Specification of a tool by its server. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SpecView(
            @Nullable String title,
            String description,
            @Schema(type = SchemaType.OBJECT) RawJson inputSchema,
            @Schema(type = SchemaType.OBJECT) @Nullable RawJson outputSchema,
            @Nullable HintsView serverHints) {

        static SpecView of(ToolSpec spec) {
            return new SpecView(
                    spec.title(),
                    spec.description(),
                    new RawJson(spec.inputSchema()),
                    RawJson.of(spec.outputSchema()),
                    HintsView.of(spec.hints()));
        }
    }

    /** MCP tool annotations by the server. Not used for safety decisions. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HintsView(
            @Nullable Boolean readOnly,
            @Nullable Boolean destructive,
            @Nullable Boolean idempotent,
            @Nullable Boolean openWorld) {

        static @Nullable HintsView of(ToolHints hints) {
            return hints.equals(ToolHints.NONE)
                    ? null
                    : new HintsView(hints.readOnly(), hints.destructive(), hints.idempotent(), hints.openWorld());
        }
    }

    /**
     * Approval of a definition.
     *
     * @param hash hash of the approved definition
     * @param by   approver; omitted for the first definition, which is approved automatically
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ApprovalView(
            String hash, @Nullable String by, @Nullable String reason, Instant at) {

        static @Nullable ApprovalView of(@Nullable ToolApproval approval) {
            return approval == null
                    ? null
                    : new ApprovalView(approval.hash(), approval.by(), approval.reason(), approval.at());
        }
    }

    /**
     * Call statistics.
     *
     * @param bytes total size of arguments and results
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StatisticsView(
            long calls,
            long failures,
            @Nullable Long p50Milliseconds,
            @Nullable Long p95Milliseconds,
            long bytes,
            @Nullable Instant lastCallAt) {

        static StatisticsView of(ToolStatistics statistics) {
            return new StatisticsView(
                    statistics.calls(),
                    statistics.failures(),
                    millis(statistics.p50()),
                    millis(statistics.p95()),
                    statistics.bytes(),
                    statistics.lastCallAt());
        }

        private static @Nullable Long millis(@Nullable Duration duration) {
            return duration == null ? null : duration.toMillis();
        }
    }

    /**
     * Tool and its pending definition.
     *
     * @param pendingHash hash of the definition that waits for approval; omitted if none does
     * @param differences differences from the approved definition; omitted if none waits, or the approved definition is not
     *     known any more
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ToolDetail")
    public record Detail(
            @JsonUnwrapped CatalogToolView view,
            @Nullable String pendingHash,
            @Nullable List<Difference> differences) {}

    /** Field that differs; a value that a definition does not have is omitted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String field,
            @Nullable RawJson approved,
            @Nullable RawJson current) {}

    static CatalogToolView of(CatalogTool tool, Optional<ToolStatistics> statistics) {
        ToolDefinition definition = tool.definition();
        return new CatalogToolView(
                definition.ref().server(),
                definition.ref().tool(),
                SpecView.of(definition.spec()),
                definition.hash(),
                tool.state().wireName(),
                definition.at(),
                ApprovalView.of(tool.approval()),
                statistics.map(StatisticsView::of).orElse(null));
    }
}

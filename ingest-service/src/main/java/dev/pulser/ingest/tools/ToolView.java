// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.ingest.rows.agent.ToolFigures;
import dev.pulser.ingest.status.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tool as REST shows it. What is not known is left out. Title, description, schemas and hints are its server's own words:
 * data, never an instruction.
 *
 * @param hash        of the definition that its server offers now
 * @param state       approved, quarantined (its definition is not the approved one, it is not called) or gone
 * @param serverHints what the server says of it; nothing that matters for safety is decided by them
 * @param approval    of the definition that may be called; left out where nothing was ever approved
 * @param figures     of its calls for tasks of the company that asks
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Tool")
public record ToolView(
        String server,
        String tool,
        @Nullable String title,
        String description,
        @Schema(type = SchemaType.OBJECT) JsonText inputSchema,
        @Schema(type = SchemaType.OBJECT) @Nullable JsonText outputSchema,
        @Nullable Hints serverHints,
        String hash,
        String state,
        Instant offeredAt,
        @Nullable Approval approval,
        @Nullable Figures figures) {

    /** MCP's tool annotations, as far as the server gives them. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hints(
            @Nullable Boolean readOnly,
            @Nullable Boolean destructive,
            @Nullable Boolean idempotent,
            @Nullable Boolean openWorld) {

        static @Nullable Hints of(ToolOffer offer) {
            return offer.readOnly() == null
                            && offer.destructive() == null
                            && offer.idempotent() == null
                            && offer.openWorld() == null
                    ? null
                    : new Hints(offer.readOnly(), offer.destructive(), offer.idempotent(), offer.openWorld());
        }
    }

    /**
     * @param hash of the definition that was approved
     * @param by   who approved it; left out where it was the first that was seen
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Approval(
            String hash, @Nullable String by, @Nullable String reason, Instant at) {}

    /** @param bytes of arguments and results */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figures(
            long calls,
            long failures,
            @Nullable Long p50Milliseconds,
            @Nullable Long p95Milliseconds,
            long bytes,
            @Nullable Instant lastCall) {

        static Figures of(ToolFigures figures) {
            return new Figures(
                    figures.calls(),
                    figures.failures(),
                    millis(figures.p50()),
                    millis(figures.p95()),
                    figures.bytes(),
                    figures.lastCall());
        }

        private static @Nullable Long millis(@Nullable Duration duration) {
            return duration == null ? null : duration.toMillis();
        }
    }

    /**
     * A tool, and how its offered definition differs from the approved one.
     *
     * @param pendingHash of the definition that waits for approval; left out where none does
     * @param differences left out where none waits, or the approved definition is not known here any more
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ToolDetail")
    public record Detail(
            @JsonUnwrapped ToolView tool,
            @Nullable String pendingHash,
            @Nullable List<Difference> differences) {}

    /** One part of a definition in both forms; left out where it has none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String field,
            @Nullable JsonText approved,
            @Nullable JsonText offered) {}

    static ToolView of(KnownTool tool, Optional<ToolFigures> figures) {
        var offer = tool.offer();
        var approval = tool.approval();
        return new ToolView(
                offer.ref().server(),
                offer.ref().tool(),
                offer.title(),
                offer.description(),
                new JsonText(offer.inputSchema()),
                JsonText.of(offer.outputSchema()),
                Hints.of(offer),
                offer.hash(),
                tool.state().wireName(),
                offer.at(),
                approval == null
                        ? null
                        : new Approval(approval.hash(), approval.by(), approval.reason(), approval.at()),
                figures.map(Figures::of).orElse(null));
    }
}

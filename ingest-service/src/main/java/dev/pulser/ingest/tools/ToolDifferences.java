// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.ingest.status.JsonText;
import dev.pulser.ingest.tools.ToolView.Difference;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is different between two definitions of one tool. */
final class ToolDifferences {

    private static final List<Part> PARTS = List.of(
            new Part("title", offer -> text(offer.title())),
            new Part("description", offer -> text(offer.description())),
            new Part("input_schema", ToolOffer::inputSchema),
            new Part("output_schema", ToolOffer::outputSchema),
            new Part("read_only", offer -> flag(offer.readOnly())),
            new Part("destructive", offer -> flag(offer.destructive())),
            new Part("idempotent", offer -> flag(offer.idempotent())),
            new Part("open_world", offer -> flag(offer.openWorld())));

    private ToolDifferences() {}

    /** A part of a definition, as JSON text. */
    private record Part(String field, Function<ToolOffer, @Nullable String> json) {

        Stream<Difference> between(ToolOffer approved, ToolOffer offered) {
            var before = json.apply(approved);
            var after = json.apply(offered);
            return Objects.equals(before, after)
                    ? Stream.empty()
                    : Stream.of(new Difference(field, JsonText.of(before), JsonText.of(after)));
        }
    }

    static List<Difference> between(ToolOffer approved, ToolOffer offered) {
        return PARTS.stream().flatMap(part -> part.between(approved, offered)).toList();
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : JsonNodeFactory.instance.textNode(text).toString();
    }

    private static @Nullable String flag(@Nullable Boolean flag) {
        return flag == null ? null : flag.toString();
    }
}

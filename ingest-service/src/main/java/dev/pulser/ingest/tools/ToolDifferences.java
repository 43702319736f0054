// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.contract.tool.ToolSpec;
import dev.pulser.ingest.json.RawJson;
import dev.pulser.ingest.tools.CatalogToolView.Difference;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Comparison of two definitions of a tool. */
final class ToolDifferences {

    private static final List<Field> FIELDS = List.of(
            new Field("title", spec -> text(spec.title())),
            new Field("description", spec -> text(spec.description())),
            new Field("input_schema", ToolSpec::inputSchema),
            new Field("output_schema", ToolSpec::outputSchema),
            new Field("read_only", spec -> flag(spec.hints().readOnly())),
            new Field("destructive", spec -> flag(spec.hints().destructive())),
            new Field("idempotent", spec -> flag(spec.hints().idempotent())),
            new Field("open_world", spec -> flag(spec.hints().openWorld())));

    private ToolDifferences() {}

    /** Compared field, as JSON text. */
    private record Field(String name, Function<ToolSpec, @Nullable String> json) {

        Stream<Difference> between(ToolSpec approved, ToolSpec current) {
            var before = json.apply(approved);
            var after = json.apply(current);
            return Objects.equals(before, after)
                    ? Stream.empty()
                    : Stream.of(new Difference(name, RawJson.of(before), RawJson.of(after)));
        }
    }

    static List<Difference> between(ToolSpec approved, ToolSpec current) {
        return FIELDS.stream()
                .flatMap(field -> field.between(approved, current))
                .toList();
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : JsonNodeFactory.instance.textNode(text).toString();
    }

    private static @Nullable String flag(@Nullable Boolean flag) {
        return flag == null ? null : flag.toString();
    }
}

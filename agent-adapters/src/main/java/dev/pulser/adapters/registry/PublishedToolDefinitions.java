// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tool definitions on the topic {@code pulser.tools.definitions}, and the records that bring it up to date with the tool lists of
 * the servers. Thread-safe.
 */
public final class PublishedToolDefinitions {

    private final String adapter;
    private final Map<ToolRef, ToolDefinition> definitions = new ConcurrentSkipListMap<>();

    /** @param adapter name of this instance */
    public PublishedToolDefinitions(String adapter) {
        this.adapter = adapter;
    }

    /** Applies a record of the topic; null is a tombstone. */
    public void apply(ToolRef ref, @Nullable ToolDefinition definition) {
        if (definition == null) {
            definitions.remove(ref);
        } else {
            definitions.put(ref, definition);
        }
    }

    /** Returns the records to write because {@code server} lists exactly these tools, and applies them. */
    List<ToolDefinition> changes(String server, Collection<RegisteredTool> tools, Instant now) {
        var changes = new ArrayList<ToolDefinition>();
        for (var tool : tools) {
            var definition = definition(tool, now);
            if (!isPublished(definition)) {
                changes.add(definition);
            }
        }
        var refs = tools.stream().map(RegisteredTool::ref).collect(Collectors.toSet());
        definitions.values().stream()
                .filter(definition -> definition.ref().server().equals(server)
                        && definition.listed()
                        && !refs.contains(definition.ref()))
                .forEach(definition -> changes.add(unlisted(definition, now)));
        changes.forEach(definition -> definitions.put(definition.ref(), definition));
        return changes;
    }

    /** Returns the records to write for servers that are no longer declared, and applies them. */
    List<ToolDefinition> removeUndeclared(Collection<String> declaredServers, Instant now) {
        return definitions.keySet().stream()
                .map(ToolRef::server)
                .distinct()
                .filter(server -> !declaredServers.contains(server))
                .flatMap(server -> changes(server, List.of(), now).stream())
                .toList();
    }

    private boolean isPublished(ToolDefinition definition) {
        var published = definitions.get(definition.ref());
        return published != null
                && published.listed()
                && published.spec().equals(definition.spec())
                && published.hash().equals(definition.hash());
    }

    private ToolDefinition definition(RegisteredTool tool, Instant now) {
        var definition = tool.definition();
        var annotations = definition.toolAnnotations();
        var output = definition.outputSchema();
        var spec = new ToolSpec(
                withoutNul(definition.title()),
                Objects.requireNonNullElse(withoutNul(definition.description()), ""),
                definition.inputSchema().withoutNul().text(),
                output == null ? null : output.withoutNul().text(),
                new ToolHints(
                        annotations.readOnly(),
                        annotations.destructive(),
                        annotations.idempotent(),
                        annotations.openWorld()));
        return new ToolDefinition(tool.ref(), spec, tool.hash(), true, adapter, now);
    }

    private ToolDefinition unlisted(ToolDefinition definition, Instant now) {
        return new ToolDefinition(definition.ref(), definition.spec(), definition.hash(), false, adapter, now);
    }

    /** Replaces NUL characters, which PostgreSQL cannot store. */
    private static @Nullable String withoutNul(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}

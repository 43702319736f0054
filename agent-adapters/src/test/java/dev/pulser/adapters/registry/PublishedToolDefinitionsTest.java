// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.mcp.tools.McpTool;
import dev.pulser.service.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishedToolDefinitionsTest {

    private static final Instant NOW = Samples.NOON;

    private final PublishedToolDefinitions published = new PublishedToolDefinitions("adapter-1");

    @Test
    void publishesNewTools() {
        var changes = published.changes("files", List.of(tool("say", "says\0it")), NOW);

        assertThat(changes).singleElement().satisfies(definition -> {
            assertThat(definition.ref()).isEqualTo(new ToolRef("files", "say"));
            assertThat(definition.spec().title()).isNull();
            assertThat(definition.spec().description()).isEqualTo("says\uFFFDit");
            assertThat(definition.spec().inputSchema()).isEqualTo("{\"type\":\"object\"}");
            assertThat(definition.spec().hints().readOnly()).isTrue();
            assertThat(definition.spec().hints().destructive()).isNull();
            assertThat(definition.hash()).hasSize(64);
            assertThat(definition.listed()).isTrue();
            assertThat(definition.adapter()).isEqualTo("adapter-1");
            assertThat(definition.at()).isEqualTo(NOW);
        });
    }

    @Test
    void doesNotRepeatADefinition() {
        published.changes("files", List.of(tool("say", "says")), NOW);

        assertThat(published.changes("files", List.of(tool("say", "says")), NOW.plusSeconds(9)))
                .isEmpty();
    }

    @Test
    void doesNotRepeatADefinitionOfAnotherInstance() {
        var other = new PublishedToolDefinitions("adapter-2")
                .changes("files", List.of(tool("say", "says")), NOW)
                .getFirst();
        published.apply(other.ref(), other);

        assertThat(published.changes("files", List.of(tool("say", "says")), NOW))
                .isEmpty();
    }

    @Test
    void publishesChangedTools() {
        published.changes("files", List.of(tool("say", "says"), tool("add", null)), NOW);

        assertThat(published.changes("files", List.of(tool("say", "says more"), tool("add", null)), NOW))
                .extracting(definition -> definition.spec().description())
                .containsExactly("says more");
    }

    @Test
    void publishesRemovedAndReturningTools() {
        published.changes("files", List.of(tool("say", null), tool("add", null)), NOW);
        published.changes("other", List.of(), NOW);

        var gone = published.changes("files", List.of(tool("add", null)), NOW);
        var still = published.changes("files", List.of(tool("add", null)), NOW);
        var back = published.changes("files", List.of(tool("say", null), tool("add", null)), NOW);

        assertThat(gone)
                .singleElement()
                .matches(definition -> definition.ref().tool().equals("say") && !definition.listed());
        assertThat(still).isEmpty();
        assertThat(back)
                .singleElement()
                .matches(definition -> definition.ref().tool().equals("say") && definition.listed());
    }

    @Test
    void removesToolsOfUndeclaredServers() {
        published.changes("files", List.of(tool("say", null)), NOW);
        published.changes("kept", List.of(tool("kept", "say", null)), NOW);

        assertThat(published.removeUndeclared(Set.of("kept"), NOW))
                .singleElement()
                .matches(definition -> definition.ref().server().equals("files") && !definition.listed());
        assertThat(published.removeUndeclared(Set.of("kept"), NOW)).isEmpty();
    }

    private static RegisteredTool tool(String name, @Nullable String description) {
        return tool("files", name, description);
    }

    private static RegisteredTool tool(String server, String name, @Nullable String description) {
        return new RegisteredTool(
                server,
                new McpTool(
                        name,
                        null,
                        description,
                        new Json("{\"type\":\"object\"}"),
                        null,
                        new Json("{\"readOnlyHint\":true}")));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.toolcall.AgentToolCatalog.Tool;
import dev.pulser.mcp.tools.McpTool;
import dev.pulser.service.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionNamesTest {

    private static Tool tool(String server, String name) {
        return new Tool(server, new McpTool(name, null, null, Json.EMPTY_OBJECT, null, null));
    }

    @Test
    void combineServerAndTool() {
        assertThat(FunctionNames.of(List.of(tool("github", "search"), tool("files", "read"))))
                .containsOnlyKeys("github__search", "files__read");
    }

    @Test
    void areValid() {
        var names = FunctionNames.of(List.of(tool("github", "repos.search"), tool("files", "x".repeat(128))));

        assertThat(names.keySet())
                .hasSize(2)
                .allSatisfy(name -> assertThat(name).matches("[a-zA-Z0-9_-]{1,64}"))
                .anySatisfy(name -> assertThat(name).startsWith("github__repos_search_"))
                .anySatisfy(name -> assertThat(name).startsWith("files__xxx").hasSize(64));
    }

    @Test
    void areUnique() {
        var names = FunctionNames.of(
                List.of(tool("a", "b__c"), tool("a__b", "c"), tool("a", "d.e"), tool("a", "d_e"), tool("a", "d-e")));

        assertThat(names).hasSize(5);
        assertThat(names).containsKeys("a__d_e", "a__d-e").doesNotContainKey("a__b__c");
        assertThat(names.values())
                .extracting(Tool::path)
                .containsExactly("a/b__c", "a__b/c", "a/d.e", "a/d_e", "a/d-e");
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.document.AgentsFile;
import dev.pulser.launcher.project.ProjectLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the examples in the documents. */
class AgentsDocTest {

    private static final Path DOCS = ProjectLayout.find().root().resolve("docs");

    private static List<String> blocks(String document, String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(Files.readString(DOCS.resolve(document)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void hasAValidExampleOfEveryKind() throws IOException {
        assertThat(blocks("agents.md", "yaml"))
                .flatExtracting(AgentsFile::parseAdditions)
                .extracting(AgentDefinition::kind)
                .containsExactlyInAnyOrder(AgentKind.values());
    }

    @Test
    void hasValidExamplesOfMcpServers() throws IOException {
        assertThat(blocks("mcp-servers.md", "json"))
                .isNotEmpty()
                .allSatisfy(
                        block -> assertThat(new ObjectMapper().readTree(block).path("mcpServers"))
                                .isNotEmpty());
    }
}

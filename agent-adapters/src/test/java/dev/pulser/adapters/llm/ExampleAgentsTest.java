// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.document.AgentsFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExampleAgentsTest {

    @Test
    void areValid() {
        assertThat(AgentsFile.read(Path.of("../examples/agents/llm-agent.yaml")))
                .hasSize(2)
                .extracting(AgentDefinition::kind)
                .containsOnly(AgentKind.LLM);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsFilePublisherTest {

    @TempDir
    Path folder;

    private AgentsFilePublisher agents(String schema) throws IOException {
        var file = Files.writeString(folder.resolve("agents.yaml"), """
                agents:
                  - name: alpha
                    kind: http
                    endpoint: http://127.0.0.1:1/run
                    capacity: 1
                    timeout: PT1M
                    input_schema: %s
                """.formatted(schema));
        return new AgentsFilePublisher(file);
    }

    @Test
    void readsAnAgentWithItsInputSchema() throws IOException {
        assertThat(agents("{type: object}").read())
                .singleElement()
                .satisfies(agent -> assertThat(agent.inputSchema()).hasToString("{\"type\":\"object\"}"));
    }

    @Test
    void refusesAnUnsafeSchemaBeforeItConnectsToABroker() throws IOException {
        var unsafe = agents("{properties: {page: {$ref: 'https://example.com/page.json'}}}");

        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> unsafe.publish("127.0.0.1:1", Optional.empty()))
                .withMessageContaining(unsafe.file().toString())
                .withMessageContaining("agent alpha: input_schema.properties.page.$ref")
                .withMessageContaining("schema-unsafe");
    }
}

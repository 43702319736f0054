// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Agents as people write them: a YAML file with a list {@code agents}. Durations are ISO 8601 ({@code PT5M}). A file with
 * anything wrong is refused whole, with the agent and the field named.
 */
public final class AgentsFile {

    private static final YAMLMapper YAML = new YAMLMapper();

    private AgentsFile() {}

    /** @throws IllegalArgumentException in one sentence that names the file, the agent and the field */
    public static List<AgentDefinition> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("agents file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("agents file %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException in one sentence that names the agent and the field */
    public static List<AgentDefinition> parse(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        var agents = new ArrayList<AgentDefinition>();
        var names = new HashSet<AgentName>();
        if (!root.path("agents").isArray() || root.path("agents").isEmpty()) {
            throw new IllegalArgumentException("it needs a list 'agents' with at least one agent");
        }
        for (var node : root.path("agents")) {
            var agent = AgentReader.read(node);
            if (!names.add(agent.name())) {
                throw new IllegalArgumentException("agent %s is there twice".formatted(agent.name()));
            }
            agents.add(agent);
        }
        for (var agent : agents) {
            for (var backup : agent.backups()) {
                if (!names.contains(backup)) {
                    throw new IllegalArgumentException(
                            "agent %s: backups names %s, which is not in the file".formatted(agent.name(), backup));
                }
            }
        }
        return List.copyOf(agents);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.text;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Agents as people write them: a YAML file with a list {@code agents}. Durations are ISO 8601 ({@code PT5M}). A file with
 * anything wrong, or a field that is there twice, is refused whole, with the agent and the field named.
 */
public final class AgentsFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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
        var agents = new ArrayList<AgentDefinition>();
        var names = new HashSet<AgentName>();
        for (var node : listed(tree(yaml))) {
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

    /**
     * Agents that are to join others, whom they may name as backups: a single one, or a list {@code agents}, in YAML or JSON.
     *
     * @throws IllegalArgumentException with all that is wrong: a line for each fault, which names the agent and the field
     */
    public static List<AgentDefinition> parsePart(String text) {
        var root = tree(text);
        if (!root.isObject()) {
            throw new IllegalArgumentException("it has to be an agent, or a list 'agents'");
        }
        var agents = new ArrayList<AgentDefinition>();
        var names = new HashSet<AgentName>();
        var wrong = new ArrayList<String>();
        for (var node : root.has("agents") ? listed(root) : List.of(root)) {
            try {
                var agent = AgentReader.read(node);
                agents.add(agent);
                if (!names.add(agent.name())) {
                    wrong.add("agent %s: it is there twice".formatted(agent.name()));
                }
            } catch (AgentFaulty e) {
                wrong.addAll(e.lines());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        return List.copyOf(agents);
    }

    private static Iterable<JsonNode> listed(JsonNode root) {
        var agents = root.path("agents");
        if (!agents.isArray() || agents.isEmpty()) {
            throw new IllegalArgumentException("it needs a list 'agents' with at least one agent");
        }
        return agents;
    }

    private static JsonNode tree(String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            return json(text).orElseThrow(() -> malformed(e));
        }
    }

    /** JSON is YAML, but for tabs, which JSON may be indented with. */
    private static Optional<JsonNode> json(String text) {
        try {
            return text.stripLeading().startsWith("{") ? Optional.of(JSON.readTree(text)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException malformed(JacksonException failure) {
        var what = failure.getOriginalMessage().lines().findFirst().orElse("");
        var at = failure.getLocation();
        var where = at == null ? "" : " (line %d)".formatted(at.getLineNr());
        return new IllegalArgumentException("not YAML: " + what + where, failure);
    }
}

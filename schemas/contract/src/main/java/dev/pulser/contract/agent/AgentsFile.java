// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.schema.SchemaRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Agents as people write them: a YAML file with a list {@code agents}. Durations are ISO 8601 ({@code PT5M}). A file with
 * anything wrong is refused whole, with the agent and the field named.
 */
public final class AgentsFile {

    private static final Set<String> FIELDS = Set.of(
            "name",
            "role",
            "kind",
            "task_types",
            "capacity",
            "timeout",
            "endpoint",
            "servers",
            "backups",
            "idempotent",
            "hours_per_week",
            "service_level",
            "enabled",
            "input_schema");
    private static final Set<String> SERVICE_LEVEL_FIELDS = Set.of("completion_percent", "response", "error_percent");
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
            var agent = new Entry(node).definition();
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

    /** One agent of the list. */
    private record Entry(JsonNode node) {

        AgentDefinition definition() {
            refuseUnknown(node, FIELDS);
            return new AgentDefinition(
                    required("name", AgentName::new),
                    node.path("role").asText(""),
                    required("kind", Entry::kind),
                    Set.copyOf(list("task_types", TaskType::new)),
                    number("capacity", node.path("capacity")),
                    required("timeout", Duration::parse),
                    optional("endpoint", URI::create),
                    list("servers", name -> name),
                    list("backups", AgentName::new),
                    flag("idempotent", false),
                    node.has("hours_per_week") ? number("hours_per_week", node.path("hours_per_week")) : null,
                    serviceLevel(node.path("service_level")),
                    flag("enabled", true),
                    inputSchema(node.path("input_schema")));
        }

        private static AgentKind kind(String name) {
            return AgentKind.parse(name)
                    .orElseThrow(() -> new IllegalArgumentException("it must be http, mcp, a2a, llm or kafka"));
        }

        private @Nullable ServiceLevel serviceLevel(JsonNode level) {
            if (level.isMissingNode()) {
                return null;
            }
            refuseUnknown(level, SERVICE_LEVEL_FIELDS);
            return new ServiceLevel(
                    level.path("completion_percent").asDouble(-1),
                    read("service_level.response", level.path("response").asText(), Duration::parse),
                    level.path("error_percent").asDouble(-1));
        }

        private @Nullable PayloadSchema inputSchema(JsonNode schema) {
            if (schema.isMissingNode()) {
                return null;
            }
            try {
                return PayloadSchema.parse(schema.toString());
            } catch (SchemaRefused e) {
                throw wrong("input_schema", String.valueOf(e.getMessage()));
            }
        }

        private boolean flag(String field, boolean otherwise) {
            var value = node.path(field);
            if (!value.isMissingNode() && !value.isBoolean()) {
                throw wrong(field, "it must be true or false");
            }
            return value.asBoolean(otherwise);
        }

        private <T> T required(String field, Function<String, T> reading) {
            if (!node.hasNonNull(field)) {
                throw wrong(field, "it is required");
            }
            return read(field, node.path(field).asText(), reading);
        }

        private <T> @Nullable T optional(String field, Function<String, T> reading) {
            return node.hasNonNull(field) ? read(field, node.path(field).asText(), reading) : null;
        }

        private <T> List<T> list(String field, Function<String, T> reading) {
            var items = new ArrayList<T>();
            if (node.has(field) && !node.path(field).isArray()) {
                throw wrong(field, "it must be a list");
            }
            node.path(field).forEach(item -> items.add(read(field, item.asText(), reading)));
            return items;
        }

        private int number(String field, JsonNode value) {
            if (value.getNodeType() != JsonNodeType.NUMBER || !value.canConvertToInt()) {
                throw wrong(field, "it must be a whole number");
            }
            return value.intValue();
        }

        private <T> T read(String field, String text, Function<String, T> reading) {
            try {
                return reading.apply(text);
            } catch (DateTimeException e) {
                throw wrong(field, "\"%s\" is not a duration such as PT5M".formatted(text));
            } catch (IllegalArgumentException e) {
                throw wrong(field, "\"%s\": %s".formatted(text, e.getMessage()));
            }
        }

        private void refuseUnknown(JsonNode object, Set<String> known) {
            object.fieldNames().forEachRemaining(field -> {
                if (!known.contains(field)) {
                    throw wrong(
                            field,
                            "no such field; there are "
                                    + String.join(", ", known.stream().sorted().toList()));
                }
            });
        }

        private IllegalArgumentException wrong(String field, String what) {
            return new IllegalArgumentException(
                    "agent %s: %s: %s".formatted(node.path("name").asText("without a name"), field, what));
        }
    }
}

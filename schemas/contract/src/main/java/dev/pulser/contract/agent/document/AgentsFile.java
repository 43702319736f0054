// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * File with agent definitions, in YAML or JSON. All errors of a file are reported together, each with line and column, the
 * name of the agent and the field.
 */
public final class AgentsFile {

    private static final String AGENTS = "agents";
    private static final Pattern AGENT_POINTER = Pattern.compile("(/agents/[0-9]+)(/.*)?", Pattern.DOTALL);

    private final TextDocument document;

    private AgentsFile(TextDocument document) {
        this.document = document;
    }

    /**
     * Reads a complete file, see {@link #parse}.
     *
     * @throws IllegalArgumentException when the file cannot be read or is invalid; the message names the file
     */
    public static List<AgentDefinition> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("agents file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (InvalidAgentDefinitionException e) {
            var lines = String.valueOf(e.getMessage()).lines().toList();
            var message = lines.size() == 1
                    ? "agents file %s: %s".formatted(file, lines.getFirst())
                    : "agents file %s has %d errors:\n  %s".formatted(file, lines.size(), String.join("\n  ", lines));
            throw new InvalidAgentDefinitionException(message, e.errors());
        }
    }

    /**
     * Parses a complete file: a list {@code agents}. Their backups are agents of the file.
     *
     * @throws InvalidAgentDefinitionException with all errors, each on a line of the message
     */
    public static List<AgentDefinition> parse(String text) {
        var file = new AgentsFile(TextDocument.parse(text));
        var errors = new ArrayList<>(AgentDocumentValidator.file(file.root()));
        errors.addAll(file.duplicateNames());
        errors.addAll(file.unknownBackups());
        return file.definitions(errors);
    }

    /**
     * Parses agents to be added to existing ones: a list {@code agents}, or a single definition. Their backups may be agents
     * outside the text.
     *
     * @throws InvalidAgentDefinitionException with all errors, each on a line of the message
     */
    public static List<AgentDefinition> parseAdditions(String text) {
        var file = new AgentsFile(TextDocument.parse(text));
        if (file.root().has(AGENTS)) {
            var errors = new ArrayList<>(AgentDocumentValidator.file(file.root()));
            errors.addAll(file.duplicateNames());
            return file.definitions(errors);
        }
        var errors = AgentDocumentValidator.definition(file.root());
        file.requireNone(errors);
        return List.of(AgentDefinitionReader.toDefinition(file.root()));
    }

    private JsonNode root() {
        return document.root();
    }

    private List<AgentDefinition> definitions(List<ValidationError> errors) {
        requireNone(errors);
        return StreamSupport.stream(root().path(AGENTS).spliterator(), false)
                .map(AgentDefinitionReader::toDefinition)
                .toList();
    }

    private List<ValidationError> duplicateNames() {
        var errors = new ArrayList<ValidationError>();
        var pointers = new HashMap<String, String>();
        for (int i = 0; i < root().path(AGENTS).size(); i++) {
            var pointer = "/agents/%d/name".formatted(i);
            var name = root().at(pointer).textValue();
            var first = name == null ? null : pointers.putIfAbsent(name, pointer);
            if (first != null) {
                errors.add(new ValidationError(
                        ValidationErrorCode.FIELD_INVALID,
                        pointer,
                        "name must be unique in the file. The agent at %s has it too."
                                .formatted(document.position(first))));
            }
        }
        return errors;
    }

    private List<ValidationError> unknownBackups() {
        var names = StreamSupport.stream(root().path(AGENTS).spliterator(), false)
                .map(agent -> agent.path("name").asText())
                .toList();
        var errors = new ArrayList<ValidationError>();
        for (int i = 0; i < root().path(AGENTS).size(); i++) {
            var backups = root().path(AGENTS).path(i).path("backups");
            for (int k = 0; k < backups.size(); k++) {
                var backup = backups.path(k).textValue();
                if (backup != null && !names.contains(backup)) {
                    errors.add(new ValidationError(
                            ValidationErrorCode.AGENT_UNKNOWN,
                            "/agents/%d/backups/%d".formatted(i, k),
                            "backups[%d] must be an agent of the file. It is %s."
                                    .formatted(k, Excerpt.escaped(backup))));
                }
            }
        }
        return errors;
    }

    private void requireNone(List<ValidationError> errors) {
        if (!errors.isEmpty()) {
            var sorted = errors.stream()
                    .sorted(Comparator.comparing(error -> document.position(error.field())))
                    .toList();
            throw new InvalidAgentDefinitionException(
                    sorted.stream().map(this::line).collect(Collectors.joining("\n")), sorted);
        }
    }

    private String line(ValidationError error) {
        var agent = AGENT_POINTER.matcher(error.field());
        var definition = agent.matches() ? root().at(agent.group(1)) : root();
        var name = definition.path("name");
        return name.isTextual()
                ? "%s: agent %s: %s"
                        .formatted(document.position(error.field()), Excerpt.line(name.textValue(), 64), error.detail())
                : "%s: %s".formatted(document.position(error.field()), error.detail());
    }
}

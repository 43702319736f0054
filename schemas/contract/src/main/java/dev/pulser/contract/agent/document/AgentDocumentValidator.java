// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.schema.CompiledSchema;
import dev.pulser.contract.schema.SchemaViolation;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Validation of documents with agent definitions, against the schema and the rules beyond it. Reports at most one error per field. */
final class AgentDocumentValidator {

    private static final int MAX_ERRORS = 200;
    private static final Pattern AGENT_OF_FILE = Pattern.compile("(/agents/[0-9]+)(.*)", Pattern.DOTALL);

    private AgentDocumentValidator() {}

    /** Returns the errors of one agent definition; empty when it is valid. */
    static List<ValidationError> definition(JsonNode definition) {
        var errors = new LinkedHashMap<String, ValidationError>();
        for (var violation : violations(AgentSchema.DEFINITION, definition)) {
            errors.putIfAbsent(violation.pointer(), SchemaMessages.error(violation, violation.pointer(), definition));
        }
        AgentDefinitionRules.errors(definition).forEach(error -> errors.putIfAbsent(error.field(), error));
        return List.copyOf(errors.values());
    }

    /** Returns the errors of a file with a list {@code agents}; pointers begin at the root of the file. */
    static List<ValidationError> file(JsonNode file) {
        var errors = new LinkedHashMap<String, ValidationError>();
        for (var violation : violations(AgentSchema.FILE, file)) {
            var agent = AGENT_OF_FILE.matcher(violation.pointer());
            var error = agent.matches()
                    ? SchemaMessages.error(violation, agent.group(2), file.at(agent.group(1)))
                    : SchemaMessages.error(violation, violation.pointer(), file);
            errors.putIfAbsent(violation.pointer(), below(agent.matches() ? agent.group(1) : "", error));
        }
        var agents = file.path("agents");
        for (int i = 0; i < agents.size(); i++) {
            for (var error : AgentDefinitionRules.errors(agents.path(i))) {
                var located = below("/agents/" + i, error);
                errors.putIfAbsent(located.field(), located);
            }
        }
        return new ArrayList<>(errors.values());
    }

    private static ValidationError below(String parent, ValidationError error) {
        return new ValidationError(error.code(), parent + error.field(), error.detail());
    }

    private static List<SchemaViolation> violations(CompiledSchema schema, JsonNode document) {
        return schema.validate(document, MAX_ERRORS)
                .orElseThrow(() -> new InvalidAgentDefinitionException(List.of(new ValidationError(
                        ValidationErrorCode.FIELD_INVALID, "", "The document is too large to validate."))));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.schema.UnsafeSchemaException;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules for agent definitions that JSON Schema cannot express: ranges of durations, and fields that depend on each other.
 * Values of a wrong type are skipped, the schema reports them. One instance checks one definition; not thread-safe.
 */
final class AgentDefinitionRules {

    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    private final JsonNode definition;
    private final List<ValidationError> errors = new ArrayList<>();

    private AgentDefinitionRules(JsonNode definition) {
        this.definition = definition;
    }

    static List<ValidationError> errors(JsonNode definition) {
        var rules = new AgentDefinitionRules(definition);
        rules.duration("/timeout", MAX_TIMEOUT, "above zero and at most 24 hours (PT24H)");
        rules.duration("/service_level/response", Duration.ofSeconds(Long.MAX_VALUE), "above zero");
        rules.url("/endpoint");
        rules.url("/health_url");
        rules.backupsAreOtherAgents();
        rules.atLeast("/budget/agent", "/budget/per_attempt", "otherwise no attempt can start");
        rules.atLeast("/budget/company", "/budget/per_attempt", "otherwise no attempt can start");
        rules.atLeast("/model/max_tokens", "/model/max_output_tokens", "because it includes the output tokens");
        rules.inputSchema();
        return rules.errors;
    }

    private void duration(String pointer, Duration longest, String range) {
        var text = definition.at(pointer).textValue();
        if (text == null) {
            return;
        }
        try {
            var duration = Duration.parse(text);
            if (!duration.isPositive() || duration.compareTo(longest) > 0) {
                add(
                        ValidationErrorCode.FIELD_RANGE,
                        pointer,
                        "must be %s. It is %s.".formatted(range, Excerpt.escaped(text)));
            }
        } catch (DateTimeException e) {
            add(ValidationErrorCode.FIELD_INVALID, pointer, "must be an ISO 8601 duration, such as PT5M or PT90S.");
        }
    }

    private void url(String pointer) {
        var text = definition.at(pointer).textValue();
        if (text == null) {
            return;
        }
        try {
            if (new URI(text).getHost() == null) {
                add(ValidationErrorCode.FIELD_INVALID, pointer, "must be a URL with a host name or address.");
            }
        } catch (URISyntaxException e) {
            add(
                    ValidationErrorCode.FIELD_INVALID,
                    pointer,
                    "must be a URL. It is invalid: %s.".formatted(e.getReason()));
        }
    }

    private void backupsAreOtherAgents() {
        var name = definition.path("name");
        var backups = definition.path("backups");
        for (int i = 0; i < backups.size() && name.isTextual(); i++) {
            if (backups.path(i).equals(name)) {
                add(ValidationErrorCode.FIELD_INVALID, "/backups/" + i, "must be another agent, not the agent itself.");
            }
        }
    }

    private void atLeast(String pointer, String lowerPointer, String reason) {
        var value = definition.at(pointer);
        var lower = definition.at(lowerPointer);
        if (value.isNumber() && lower.isNumber() && value.decimalValue().compareTo(lower.decimalValue()) < 0) {
            add(
                    ValidationErrorCode.FIELD_RANGE,
                    pointer,
                    "must be at least %s, %s. They are %s and %s."
                            .formatted(FieldPath.of(lowerPointer), reason, value.asText(), lower.asText()));
        }
    }

    private void inputSchema() {
        var schema = definition.path("input_schema");
        if (!schema.isObject()) {
            return;
        }
        try {
            PayloadSchema.parse(schema.toString());
        } catch (UnsafeSchemaException e) {
            add(
                    ValidationErrorCode.FIELD_INVALID,
                    "/input_schema" + e.pointer(),
                    "is not accepted: %s.".formatted(e.getMessage()));
        }
    }

    private void add(ValidationErrorCode code, String pointer, String rule) {
        errors.add(new ValidationError(code, pointer, FieldPath.of(pointer) + ' ' + rule));
    }
}

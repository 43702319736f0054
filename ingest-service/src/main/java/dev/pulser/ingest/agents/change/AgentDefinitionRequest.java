// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.json.JsonBody;
import dev.pulser.ingest.json.StrictJsonReader;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Body of a request to create, replace or change an agent.
 *
 * @param fields fields of the definition, all or those to change
 * @param errors errors in fields that are not part of the definition
 */
record AgentDefinitionRequest(ObjectNode fields, AuditInfo audit, List<ValidationError> errors) {

    private static final StrictJsonReader JSON = new StrictJsonReader(StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxTokenCount(50_000)
            .maxNumberLength(100)
            .maxNameLength(1_024)
            .maxStringLength(1 << 20)
            .build());

    /** Fields of responses that clients cannot set. */
    private static final Set<String> READ_ONLY = Set.of(
            "company",
            "status",
            "state",
            "attempts",
            "createdBy",
            "created_by",
            "created_at",
            "updated_at",
            "seq",
            "lane",
            "health",
            "block_reason",
            "spending");

    AgentDefinitionRequest {
        errors = List.copyOf(errors);
    }

    /** @throws ProblemException if the body is not a JSON object */
    static AgentDefinitionRequest of(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw new ProblemException(Problem.of(List.of(new ValidationError(
                    ValidationErrorCode.BODY_MISSING,
                    "",
                    "The body is missing. Send the agent definition as a JSON object."))));
        }
        var fields = JSON.object(body);
        var errors = new ArrayList<ValidationError>();
        for (var name : READ_ONLY.stream().sorted().toList()) {
            if (fields.remove(name) != null) {
                errors.add(new ValidationError(
                        ValidationErrorCode.FIELD_READ_ONLY, '/' + name, name + " is read-only. Remove the field."));
            }
        }
        var auditFields = JsonBody.of(moved(fields, AuditInfo.fields()), AuditInfo.fields());
        var audit = AuditInfo.of(auditFields);
        errors.addAll(auditFields.errors());
        return new AgentDefinitionRequest(fields, audit, errors);
    }

    private static ObjectNode moved(ObjectNode from, List<String> names) {
        var to = JsonNodeFactory.instance.objectNode();
        for (var name : names) {
            var value = from.remove(name);
            if (value != null) {
                to.set(name, value);
            }
        }
        return to;
    }
}

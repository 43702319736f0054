// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.json.JsonBody;
import dev.pulser.ingest.json.StrictJsonReader;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a change, taken apart.
 *
 * @param fields of the definition, or those that are to change
 * @param faults what is wrong with the rest
 */
record SentDefinition(ObjectNode fields, AuditInfo audit, List<ValidationError> faults) {

    private static final StrictJsonReader JSON = new StrictJsonReader(StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxTokenCount(50_000)
            .maxNumberLength(100)
            .maxNameLength(1_024)
            .maxStringLength(1 << 20)
            .build());

    /** What an agent is shown with, and what others than its owner decide. */
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
            "hold",
            "spending");

    SentDefinition {
        faults = List.copyOf(faults);
    }

    /** @throws ProblemException where it is no JSON object */
    static SentDefinition of(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw new ProblemException(Problem.of(
                    List.of(new ValidationError(ValidationErrorCode.BODY_MISSING, "", "the body is missing; send the agent as JSON"))));
        }
        var fields = JSON.object(body);
        var faults = new ArrayList<ValidationError>();
        for (var name : READ_ONLY.stream().sorted().toList()) {
            if (fields.remove(name) != null) {
                faults.add(new ValidationError(
                        ValidationErrorCode.FIELD_READ_ONLY, '/' + name, name + " is found out by Pulser; leave it out"));
            }
        }
        var others = JsonBody.of(moved(fields, AuditInfo.fields()), AuditInfo.fields());
        var audit = AuditInfo.of(others);
        faults.addAll(others.errors());
        return new SentDefinition(fields, audit, faults);
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.document.AgentDefinitionReader;
import dev.pulser.contract.agent.document.AgentDefinitionWriter;
import dev.pulser.contract.agent.document.InvalidAgentDefinitionException;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Validation of agent definitions by schema and by the state of this installation: addresses must be allowed, backups must
 * exist. Reports all errors at once. Thread-safe.
 */
@Singleton
final class AgentDefinitionValidator {

    private static final List<String> URL_FIELDS = List.of("endpoint", "health_url");

    private final EgressPolicy egress;

    @Inject
    AgentDefinitionValidator(EgressPolicy egress) {
        this.egress = egress;
    }

    /**
     * Validates and reads a definition.
     *
     * @param found    errors of the request that were found before
     * @param previous definition that is replaced; its addresses are not checked again
     * @param others   existing agents, which may be backups
     * @throws ProblemException with all errors
     */
    AgentDefinition read(
            ObjectNode fields, List<ValidationError> found, Optional<AgentDefinition> previous, AgentTable others) {
        var errors = new ArrayList<>(found);
        var forbidden = forbiddenAddresses(fields, previous);
        AgentDefinition agent = null;
        try {
            agent = AgentDefinitionReader.read(fields);
        } catch (InvalidAgentDefinitionException e) {
            // A forbidden address is reported once, not also for its syntax.
            e.errors().stream()
                    .filter(error ->
                            forbidden.stream().noneMatch(each -> each.field().equals(error.field())))
                    .forEach(errors::add);
        }
        errors.addAll(forbidden);
        errors.addAll(unknownBackups(fields, others));
        if (agent == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(errors));
        }
        return agent;
    }

    private List<ValidationError> forbiddenAddresses(ObjectNode fields, Optional<AgentDefinition> previous) {
        var before = previous.map(AgentDefinitionWriter::write);
        var errors = new ArrayList<ValidationError>();
        for (var name : URL_FIELDS) {
            var text = fields.path(name).textValue();
            boolean unchanged = before.filter(
                            definition -> definition.path(name).equals(fields.path(name)))
                    .isPresent();
            if (text != null && !unchanged) {
                refusal(text)
                        .ifPresent(reason -> errors.add(new ValidationError(
                                ValidationErrorCode.URL_FORBIDDEN,
                                '/' + name,
                                "%s %s is not allowed: %s.".formatted(name, Excerpt.escaped(text), reason))));
            }
        }
        return errors;
    }

    private Optional<String> refusal(String address) {
        try {
            return egress.refusal(URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the schema reports invalid URLs
        }
    }

    private static List<ValidationError> unknownBackups(ObjectNode fields, AgentTable others) {
        var errors = new ArrayList<ValidationError>();
        var backups = fields.path("backups");
        for (int i = 0; i < backups.size(); i++) {
            var name = backups.path(i).textValue();
            if (name != null
                    && Names.isValid(name)
                    && others.find(new AgentName(name)).isEmpty()) {
                errors.add(new ValidationError(
                        ValidationErrorCode.AGENT_UNKNOWN,
                        "/backups/" + i,
                        "backups[%d] must be an existing agent. It is %s; create that agent first."
                                .formatted(i, Excerpt.escaped(name))));
            }
        }
        return errors;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.pulser.contract.text.Excerpt;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.text.AgentFaulty;
import dev.pulser.contract.agent.text.AgentReader;
import dev.pulser.contract.agent.text.AgentWriter;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a definition must be beyond what {@link AgentReader} asks of it: its addresses may be connected to, its backups
 * exist. Everything that is wrong is said at once. Safe from any thread.
 */
@Singleton
final class DefinitionRules {

    private static final List<String> ADDRESSES = List.of("endpoint", "health_url");

    /** Names that are parts of addresses of the REST API. */
    private static final Set<String> RESERVED = Set.of("health");

    private final EgressPolicy egress;

    @Inject
    DefinitionRules(EgressPolicy egress) {
        this.egress = egress;
    }

    /**
     * The agent that {@code fields} describe.
     *
     * @param earlier what it replaces; an address that stays as it is is not judged again
     * @throws ProblemException with everything that is wrong
     */
    AgentDefinition read(ObjectNode fields, List<ValidationError> noted, Optional<AgentDefinition> earlier, AgentTable others) {
        var faults = new ArrayList<>(noted);
        var forbidden = forbiddenAddresses(fields, earlier);
        AgentDefinition agent = null;
        try {
            agent = AgentReader.read(fields);
        } catch (AgentFaulty e) {
            // An address that may not be connected to needs no second fault for what it looks like.
            e.faults().stream()
                    .filter(fault ->
                            forbidden.stream().noneMatch(each -> each.field().equals(fault.field())))
                    .forEach(faults::add);
        }
        faults.addAll(forbidden);
        faults.addAll(unknownBackups(fields, others));
        reservedName(fields).ifPresent(faults::add);
        if (agent == null || !faults.isEmpty()) {
            throw new ProblemException(Problem.of(faults));
        }
        return agent;
    }

    private List<ValidationError> forbiddenAddresses(ObjectNode fields, Optional<AgentDefinition> earlier) {
        var before = earlier.map(AgentWriter::write);
        var faults = new ArrayList<ValidationError>();
        for (var name : ADDRESSES) {
            var text = fields.path(name).textValue();
            boolean stays = before.filter(known -> known.path(name).equals(fields.path(name)))
                    .isPresent();
            if (text != null && !stays) {
                refusal(text)
                        .ifPresent(why -> faults.add(new ValidationError(
                                ValidationErrorCode.URL_FORBIDDEN,
                                '/' + name,
                                "%s is %s: %s".formatted(name, Excerpt.escaped(text), why))));
            }
        }
        return faults;
    }

    private Optional<String> refusal(String address) {
        try {
            return egress.refusal(URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no address at all, which the reader says
        }
    }

    private static List<ValidationError> unknownBackups(ObjectNode fields, AgentTable others) {
        var faults = new ArrayList<ValidationError>();
        var backups = fields.path("backups");
        for (int i = 0; i < backups.size(); i++) {
            var name = backups.path(i).textValue();
            if (name != null
                    && Names.isValid(name)
                    && others.find(new AgentName(name)).isEmpty()) {
                faults.add(new ValidationError(
                        ValidationErrorCode.AGENT_UNKNOWN,
                        "/backups/" + i,
                        "there is no agent %s that could take over; define it first".formatted(name)));
            }
        }
        return faults;
    }

    private static Optional<ValidationError> reservedName(ObjectNode fields) {
        @Nullable String name = fields.path("name").textValue();
        return name != null && RESERVED.contains(name)
                ? Optional.of(new ValidationError(
                        ValidationErrorCode.FIELD_INVALID,
                        "/name",
                        "%s is part of an address of the REST API; take another name".formatted(name)))
                : Optional.empty();
    }
}

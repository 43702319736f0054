// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.document.AgentDefinitionWriter;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.command.CommandId;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.CommandSender;
import dev.pulser.ingest.kafka.RecordFactory;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Service that creates, replaces, changes and deletes agents, one at a time in this instance. Kafka has stored first the audit
 * command and then the definition when a method returns, and this instance has read the definition back, or waited two seconds
 * for it. Thread-safe.
 */
@Singleton
public final class AgentDefinitionService {

    private static final Duration READ_BACK_LIMIT = Duration.ofSeconds(2);
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(2);

    private final AgentCatalog agents;
    private final AgentDefinitionValidator validator;
    private final AgentUsageCheck usage;
    private final CommandSender commands;
    private final RecordFactory records;
    private final ReentrantLock lock = new ReentrantLock(true);

    @Inject
    AgentDefinitionService(
            AgentCatalog agents,
            AgentDefinitionValidator validator,
            AgentUsageCheck usage,
            CommandSender commands,
            RecordFactory records) {
        this.agents = agents;
        this.validator = validator;
        this.usage = usage;
        this.commands = commands;
        this.records = records;
    }

    /**
     * Result of a change.
     *
     * @param agent   definition after the change
     * @param command id of the audit command; null when the definition is the same as before
     */
    public record AgentChangeResult(
            AgentDefinition agent, @Nullable CommandId command) {}

    /** @throws ProblemException if the definition is invalid, the agent exists already, or Kafka is unavailable */
    public AgentChangeResult create(byte @Nullable [] body) throws InterruptedException {
        var request = AgentDefinitionRequest.of(body);
        return exclusively(() -> {
            var table = agents.table();
            var agent = validator.read(request.fields(), request.errors(), Optional.empty(), table);
            if (table.find(agent.name()).isPresent()) {
                throw new ProblemException(Problem.of(
                        ProblemType.AGENT_ALREADY_EXISTS,
                        "Agent %s already exists. Use PUT to replace it, or PATCH to change it."
                                .formatted(agent.name())));
            }
            return write(Optional.empty(), agent, request.audit());
        });
    }

    /**
     * Replaces the whole definition.
     *
     * @param ifMatch header {@code If-Match}; null for none
     * @throws ProblemException if the definition is invalid, the agent does not exist or does not match, or Kafka is unavailable
     */
    public AgentChangeResult replace(String name, @Nullable String ifMatch, byte @Nullable [] body)
            throws InterruptedException {
        var request = AgentDefinitionRequest.of(body);
        return exclusively(() -> {
            var before = current(name, ifMatch);
            return write(before, request.fields(), request);
        });
    }

    /**
     * Changes the definition by a JSON Merge Patch.
     *
     * @param ifMatch header {@code If-Match}; null for none
     * @throws ProblemException if the result is invalid, the agent does not exist or does not match, or Kafka is unavailable
     */
    public AgentChangeResult patch(String name, @Nullable String ifMatch, byte @Nullable [] body)
            throws InterruptedException {
        var request = AgentDefinitionRequest.of(body);
        return exclusively(() -> {
            var before = current(name, ifMatch);
            return write(before, MergePatch.apply(AgentDefinitionWriter.write(before), request.fields()), request);
        });
    }

    /**
     * Deletes the definition.
     *
     * @param ifMatch header {@code If-Match}; null for none
     * @param forced  true to delete an agent that is in use
     * @throws ProblemException if the agent does not exist or does not match, is in use, or Kafka is unavailable
     */
    public CommandId delete(String name, @Nullable String ifMatch, boolean forced, AuditInfo audit)
            throws InterruptedException {
        return exclusively(() -> {
            var before = current(name, ifMatch);
            usage.requireUnused(before.name(), agents.table(), forced);
            var agent = before.name();
            var command = sendAudit(agent, "delete", List.of(), audit);
            publish(records.tombstone(agent), table -> table.find(agent).isEmpty());
            return command;
        });
    }

    private AgentDefinition current(String name, @Nullable String ifMatch) {
        var definition = agents.require(name);
        var tag = AgentETag.of(definition);
        if (!tag.isMatchedBy(ifMatch)) {
            throw new ProblemException(Problem.of(
                            ProblemType.AGENT_CHANGED,
                            "Agent %s does not match If-Match, its current ETag is %s. Read it again and repeat the change."
                                    .formatted(name, tag.value()))
                    .with("ETag", tag.value()));
        }
        return definition;
    }

    private AgentChangeResult write(AgentDefinition before, ObjectNode fields, AgentDefinitionRequest request)
            throws InterruptedException {
        var errors = new ArrayList<>(request.errors());
        var name = before.name().value();
        if (request.fields().has("name")
                && !name.equals(request.fields().path("name").textValue())) {
            errors.add(new ValidationError(
                    ValidationErrorCode.FIELD_READ_ONLY,
                    "/name",
                    "name cannot be changed. It is %s. Remove the field, or create another agent.".formatted(name)));
        }
        var agent = validator.read(fields.put("name", name), errors, Optional.of(before), agents.table());
        return write(Optional.of(before), agent, request.audit());
    }

    private AgentChangeResult write(Optional<AgentDefinition> before, AgentDefinition agent, AuditInfo audit)
            throws InterruptedException {
        var tag = AgentETag.of(agent);
        if (before.map(AgentETag::of).filter(tag::equals).isPresent()) {
            return new AgentChangeResult(agent, null);
        }
        var command = before.isPresent()
                ? sendAudit(agent.name(), "replace", changedFields(before.get(), agent), audit)
                : sendAudit(agent.name(), "create", List.of(), audit);
        publish(
                records.of(agent),
                table -> table.find(agent.name())
                        .map(AgentETag::of)
                        .filter(tag::equals)
                        .isPresent());
        return new AgentChangeResult(agent, command);
    }

    private CommandId sendAudit(AgentName agent, String change, List<String> fields, AuditInfo audit) {
        var command = commands.command(Company.DEFAULT, audit, new Command.AgentChange(agent, change, fields));
        commands.send(List.of(records.of(command, agent)));
        return command.id();
    }

    private void publish(ProducerRecord<byte[], byte[]> record, Predicate<AgentTable> published)
            throws InterruptedException {
        commands.send(List.of(record));
        agents.await(published, READ_BACK_LIMIT);
    }

    private static List<String> changedFields(AgentDefinition before, AgentDefinition after) {
        var old = AgentDefinitionWriter.write(before);
        var changed = AgentDefinitionWriter.write(after);
        var names = new TreeSet<String>();
        old.fieldNames().forEachRemaining(names::add);
        changed.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name -> !old.path(name).equals(changed.path(name)))
                .toList();
    }

    private interface AgentChange<T> {

        T apply() throws InterruptedException;
    }

    private <T> T exclusively(AgentChange<T> change) throws InterruptedException {
        if (!lock.tryLock(LOCK_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ProblemException(Problem.temporary(
                    ProblemType.OVERLOADED, "Another change of agents is in progress. Try again.", LOCK_LIMIT));
        }
        try {
            return change.apply();
        } finally {
            lock.unlock();
        }
    }
}

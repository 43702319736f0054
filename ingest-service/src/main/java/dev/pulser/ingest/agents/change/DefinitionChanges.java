// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.text.AgentWriter;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.command.CommandId;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.AgentName;
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
 * Makes, replaces and takes away agents, one change at a time in this instance. A change is durable, first its audit and
 * then the definition, before it is answered, and this instance has read it back, or waited two seconds for it. Safe from any
 * thread.
 */
@Singleton
public final class DefinitionChanges {

    private static final Duration READ_BACK = Duration.ofSeconds(2);
    private static final Duration TURN = Duration.ofSeconds(2);

    private final AgentCatalog agents;
    private final DefinitionRules rules;
    private final AgentUse use;
    private final CommandSender commands;
    private final RecordFactory records;
    private final ReentrantLock turn = new ReentrantLock(true);

    @Inject
    DefinitionChanges(AgentCatalog agents, DefinitionRules rules, AgentUse use, CommandSender commands, RecordFactory records) {
        this.agents = agents;
        this.rules = rules;
        this.use = use;
        this.commands = commands;
        this.records = records;
    }

    /**
     * A change that was made.
     *
     * @param command its id in the audit; null where nothing had to be changed
     */
    public record Made(AgentDefinition agent, @Nullable CommandId command) {}

    /** @throws ProblemException where it is wrong, exists already, or Kafka does not answer */
    public Made create(byte @Nullable [] body) throws InterruptedException {
        var sent = SentDefinition.of(body);
        return inTurn(() -> {
            var table = agents.table();
            var agent = rules.read(sent.fields(), sent.faults(), Optional.empty(), table);
            if (table.find(agent.name()).isPresent()) {
                throw new ProblemException(Problem.of(
                        ProblemType.AGENT_ALREADY_EXISTS,
                        "there is an agent %s already; PUT replaces it, PATCH changes it".formatted(agent.name())));
            }
            return write(Optional.empty(), agent, sent.audit());
        });
    }

    /** @throws ProblemException where it is wrong, there is none, it has changed, or Kafka does not answer */
    public Made replace(String name, @Nullable String ifMatch, byte @Nullable [] body) throws InterruptedException {
        var sent = SentDefinition.of(body);
        return inTurn(() -> {
            var before = current(name, ifMatch);
            return write(before, sent.fields(), sent);
        });
    }

    /** The same with a part of it, see {@link MergePatch}. */
    public Made patch(String name, @Nullable String ifMatch, byte @Nullable [] body) throws InterruptedException {
        var sent = SentDefinition.of(body);
        return inTurn(() -> {
            var before = current(name, ifMatch);
            return write(before, MergePatch.apply(AgentWriter.write(before), sent.fields()), sent);
        });
    }

    /**
     * @param forced whether also where it is in use
     * @throws ProblemException where there is none, it has changed, is in use, or Kafka does not answer
     */
    public CommandId delete(String name, @Nullable String ifMatch, boolean forced, AuditInfo audit)
            throws InterruptedException {
        return inTurn(() -> {
            var before = current(name, ifMatch);
            use.requireUnused(before.name(), agents.table(), forced);
            var removed = before.name();
            var command = audited(removed, "delete", List.of(), audit);
            publish(records.tombstone(removed), table -> table.find(removed).isEmpty());
            return command;
        });
    }

    private AgentDefinition current(String name, @Nullable String ifMatch) {
        var known = agents.require(name);
        var tag = DefinitionTag.of(known);
        if (!tag.isMatchedBy(ifMatch)) {
            throw new ProblemException(Problem.of(
                            ProblemType.AGENT_CHANGED,
                            "agent %s is not what If-Match says, but %s; GET it and decide again"
                                    .formatted(name, tag.value()))
                    .with("ETag", tag.value()));
        }
        return known;
    }

    private Made write(AgentDefinition before, ObjectNode fields, SentDefinition sent) throws InterruptedException {
        var noted = new ArrayList<>(sent.faults());
        var name = before.name().value();
        if (sent.fields().has("name") && !name.equals(sent.fields().path("name").textValue())) {
            noted.add(new ValidationError(
                    ValidationErrorCode.FIELD_READ_ONLY,
                    "/name",
                    "name is %s and stays so; leave it out, or define another agent".formatted(name)));
        }
        var agent = rules.read(fields.put("name", name), noted, Optional.of(before), agents.table());
        return write(Optional.of(before), agent, sent.audit());
    }

    private Made write(Optional<AgentDefinition> before, AgentDefinition agent, AuditInfo audit)
            throws InterruptedException {
        var tag = DefinitionTag.of(agent);
        if (before.map(DefinitionTag::of).filter(tag::equals).isPresent()) {
            return new Made(agent, null);
        }
        var command = before.isPresent()
                ? audited(agent.name(), "replace", differing(before.get(), agent), audit)
                : audited(agent.name(), "create", List.of(), audit);
        publish(
                records.of(agent),
                table -> table.find(agent.name())
                        .map(DefinitionTag::of)
                        .filter(tag::equals)
                        .isPresent());
        return new Made(agent, command);
    }

    private CommandId audited(AgentName agent, String change, List<String> fields, AuditInfo audit) {
        var command = commands.command(Company.DEFAULT, audit, new Command.AgentChange(agent, change, fields));
        commands.send(List.of(records.of(command, agent)));
        return command.id();
    }

    private void publish(ProducerRecord<byte[], byte[]> record, Predicate<AgentTable> wanted)
            throws InterruptedException {
        commands.send(List.of(record));
        agents.await(wanted, READ_BACK);
    }

    private static List<String> differing(AgentDefinition before, AgentDefinition after) {
        var one = AgentWriter.write(before);
        var other = AgentWriter.write(after);
        var names = new TreeSet<String>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name -> !one.path(name).equals(other.path(name)))
                .toList();
    }

    private interface Change<T> {

        T make() throws InterruptedException;
    }

    private <T> T inTurn(Change<T> change) throws InterruptedException {
        if (!turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ProblemException(Problem.temporary(
                    ProblemType.OVERLOADED, "other agents are being changed at this moment; try again", TURN));
        }
        try {
            return change.make();
        } finally {
            turn.unlock();
        }
    }
}

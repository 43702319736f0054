// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.text.AgentWriter;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.command.CommandId;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.Commands;
import dev.pulser.ingest.kafka.Records;
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
final class DefinitionChanges {

    private static final Duration READ_BACK = Duration.ofSeconds(2);
    private static final Duration TURN = Duration.ofSeconds(2);

    private final AgentCatalogue agents;
    private final DefinitionRules rules;
    private final AgentUse use;
    private final Commands commands;
    private final Records records;
    private final ReentrantLock turn = new ReentrantLock(true);

    @Inject
    DefinitionChanges(AgentCatalogue agents, DefinitionRules rules, AgentUse use, Commands commands, Records records) {
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
    record Made(AgentDefinition agent, @Nullable CommandId command) {}

    /** @throws ProblemException where it is wrong, exists already, or Kafka does not answer */
    Made create(byte @Nullable [] body) throws InterruptedException {
        var sent = SentDefinition.of(body);
        return inTurn(() -> {
            var table = agents.table();
            var agent = rules.read(sent.fields(), sent.faults(), Optional.empty(), table);
            if (table.find(agent.name()).isPresent()) {
                throw new ProblemException(Problem.of(
                        ProblemType.AGENT_EXISTS,
                        "there is an agent %s already; PUT replaces it, PATCH changes it".formatted(agent.name())));
            }
            return write(Optional.empty(), agent, sent.asked());
        });
    }

    /** @throws ProblemException where it is wrong, there is none, it has changed, or Kafka does not answer */
    Made replace(String name, @Nullable String ifMatch, byte @Nullable [] body) throws InterruptedException {
        var sent = SentDefinition.of(body);
        return inTurn(() -> {
            var before = current(name, ifMatch);
            return write(before, sent.fields(), sent);
        });
    }

    /** The same with a part of it, see {@link MergePatch}. */
    Made patch(String name, @Nullable String ifMatch, byte @Nullable [] body) throws InterruptedException {
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
    CommandId delete(String name, @Nullable String ifMatch, boolean forced, Asked asked) throws InterruptedException {
        return inTurn(() -> {
            var before = current(name, ifMatch);
            use.requireUnused(before.name(), agents.table(), forced);
            var removed = before.name();
            var command = audited(removed, "delete", List.of(), asked);
            publish(records.without(removed), table -> table.find(removed).isEmpty());
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
            noted.add(new Fault(
                    FaultCode.FIELD_READ_ONLY,
                    "/name",
                    "name is %s and stays so; leave it out, or define another agent".formatted(name)));
        }
        var agent = rules.read(fields.put("name", name), noted, Optional.of(before), agents.table());
        return write(Optional.of(before), agent, sent.asked());
    }

    private Made write(Optional<AgentDefinition> before, AgentDefinition agent, Asked asked)
            throws InterruptedException {
        var tag = DefinitionTag.of(agent);
        if (before.map(DefinitionTag::of).filter(tag::equals).isPresent()) {
            return new Made(agent, null);
        }
        var command = before.isPresent()
                ? audited(agent.name(), "replace", differing(before.get(), agent), asked)
                : audited(agent.name(), "create", List.of(), asked);
        publish(
                records.of(agent),
                table -> table.find(agent.name())
                        .map(DefinitionTag::of)
                        .filter(tag::equals)
                        .isPresent());
        return new Made(agent, command);
    }

    private CommandId audited(AgentName agent, String change, List<String> fields, Asked asked) {
        var command = commands.command(Company.DEFAULT, asked, new Command.ChangeAgent(agent, change, fields));
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
            throw new ProblemException(Problem.passing(
                    ProblemType.OVERLOADED, "other agents are being changed at this moment; try again", TURN));
        }
        try {
            return change.make();
        } finally {
            turn.unlock();
        }
    }
}

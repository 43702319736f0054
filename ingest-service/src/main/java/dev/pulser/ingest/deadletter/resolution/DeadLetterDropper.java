// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.CommandSender;
import dev.pulser.ingest.deadletter.DeadLetterProblems;
import dev.pulser.ingest.kafka.RecordFactory;
import dev.pulser.ingest.persistence.deadletter.DeadLetterState;
import dev.pulser.ingest.persistence.deadletter.StoredDeadLetter;
import dev.pulser.ingest.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sender of drop commands for dead letters. Blocks until they are durable. Thread-safe. */
@Singleton
final class DeadLetterDropper {

    private final AgentCatalog agents;
    private final CommandSender commands;
    private final RecordFactory records;

    @Inject
    DeadLetterDropper(AgentCatalog agents, CommandSender commands, RecordFactory records) {
        this.agents = agents;
        this.commands = commands;
        this.records = records;
    }

    /**
     * Drops open dead letters. Results are in the order of {@code deadLetters}; a repetition has no further effect.
     *
     * @throws ProblemException if Kafka is unavailable
     */
    List<DeadLetterResult> drop(Company company, List<StoredDeadLetter> deadLetters, AuditInfo audit) {
        var results = new ArrayList<DeadLetterResult>();
        var toSend = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var deadLetter : deadLetters) {
            var id = deadLetter.task();
            if (id == null) {
                continue; // cannot be addressed by a command
            }
            if (deadLetter.state() == DeadLetterState.REPLAYED) {
                results.add(DeadLetterResult.rejected(id, DeadLetterProblems.alreadyReplayed(id)));
                continue;
            }
            results.add(DeadLetterResult.dropped(id));
            if (deadLetter.state() == DeadLetterState.OPEN) {
                toSend.add(records.of(commands.command(company, audit, new Command.Drop(id)), recordKey(deadLetter)));
            }
        }
        if (!toSend.isEmpty()) {
            commands.send(toSend);
        }
        return results;
    }

    /** No lane handles the command; the key only spreads the records over partitions. */
    private AgentName recordKey(StoredDeadLetter deadLetter) {
        var agent = deadLetter.agent();
        return agent != null ? agent : agents.table().agents().iterator().next().name();
    }
}

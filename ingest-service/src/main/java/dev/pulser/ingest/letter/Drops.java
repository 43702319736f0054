// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.Commands;
import dev.pulser.ingest.kafka.Records;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.rows.letter.LetterState;
import dev.pulser.ingest.rows.letter.StoredLetter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts dead letters aside. Blocks until that is durable. Safe from any thread. */
@Singleton
final class Drops {

    private final AgentCatalogue agents;
    private final Commands commands;
    private final Records records;

    @Inject
    Drops(AgentCatalogue agents, Commands commands, Records records) {
        this.agents = agents;
        this.commands = commands;
        this.records = records;
    }

    /**
     * In the order of {@code letters}; one that is dropped already stays so.
     *
     * @throws ProblemException where Kafka does not answer; the same again does nothing twice
     */
    List<LetterResult> drop(Company company, List<StoredLetter> letters, Asked asked) {
        var results = new ArrayList<LetterResult>();
        var asRecords = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var letter : letters) {
            var id = letter.task();
            if (id == null) {
                continue; // nothing that a task id could name
            }
            if (letter.state() == LetterState.REPLAYED) {
                results.add(LetterResult.refused(id, LetterProblems.replayedAlready(id)));
                continue;
            }
            results.add(LetterResult.done(id, null));
            if (letter.state() == LetterState.OPEN) {
                asRecords.add(records.of(commands.command(company, asked, new Command.Drop(id)), laneOf(letter)));
            }
        }
        if (!asRecords.isEmpty()) {
            commands.send(asRecords);
        }
        return results;
    }

    /** No lane acts on it; the key only spreads the records. */
    private AgentName laneOf(StoredLetter letter) {
        var agent = letter.agent();
        return agent != null
                ? agent
                : agents.agents()
                        .orElseThrow(() -> new ProblemException(AgentCatalogue.unknownYet()))
                        .agents()
                        .iterator()
                        .next()
                        .name();
    }
}

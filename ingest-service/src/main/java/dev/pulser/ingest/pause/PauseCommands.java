// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.pause;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.Company;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.CommandSender;
import dev.pulser.ingest.kafka.RecordFactory;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.service.config.TopicsConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;

/** Sender of pause and resume commands. Blocks until they are durable. Thread-safe. */
@Singleton
final class PauseCommands {

    private final AgentCatalog agents;
    private final CommandSender commands;
    private final RecordFactory records;
    private final TopicsConfig topics;

    @Inject
    PauseCommands(AgentCatalog agents, CommandSender commands, RecordFactory records, TopicsConfig topics) {
        this.agents = agents;
        this.commands = commands;
        this.records = records;
        this.topics = topics;
    }

    /**
     * Pauses or resumes an agent.
     *
     * @throws ProblemException if the agent does not exist or Kafka is unavailable
     */
    PauseReceipt agent(Company company, String name, boolean paused, AuditInfo audit) {
        var agent = agents.require(name).name();
        var command = commands.command(company, audit, paused ? new Command.Pause(agent) : new Command.Resume(agent));
        commands.send(List.of(records.of(command, agent)));
        return new PauseReceipt(agent.value(), paused, command.id().value());
    }

    /**
     * Pauses or resumes the company. The command is written to every partition, because lanes are spread over all of
     * them.
     */
    PauseReceipt company(Company company, boolean paused, AuditInfo audit) {
        var anyAgent = agents.table().agents().iterator().next().name();
        var command = commands.command(company, audit, paused ? new Command.Pause(null) : new Command.Resume(null));
        commands.send(IntStream.range(0, topics.partitions())
                .mapToObj(partition -> records.of(command, anyAgent, partition))
                .toList());
        return new PauseReceipt(null, paused, command.id().value());
    }
}

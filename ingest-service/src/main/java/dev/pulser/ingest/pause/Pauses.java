// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.pause;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.Commands;
import dev.pulser.ingest.kafka.Records;
import dev.pulser.ingest.kafka.TopicsConfig;
import dev.pulser.ingest.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;

/** Asks lanes to hold still, or to go on. Blocks until that is durable. Safe from any thread. */
@Singleton
final class Pauses {

    private final AgentCatalogue agents;
    private final Commands commands;
    private final Records records;
    private final TopicsConfig topics;

    @Inject
    Pauses(AgentCatalogue agents, Commands commands, Records records, TopicsConfig topics) {
        this.agents = agents;
        this.commands = commands;
        this.records = records;
        this.topics = topics;
    }

    /** @throws ProblemException where there is no such agent, or Kafka does not answer */
    PauseReceipt agent(Company company, String name, boolean paused, Asked asked) {
        var agent = agents.require(name).name();
        var command = commands.command(company, asked, paused ? new Command.Pause(agent) : new Command.Resume(agent));
        commands.send(List.of(records.of(command, agent)));
        return new PauseReceipt(agent.value(), paused, command.id().value());
    }

    /** One copy for each partition, because the lanes are in all of them. */
    PauseReceipt company(Company company, boolean paused, Asked asked) {
        var anyone = agents.table().agents().iterator().next().name();
        var command = commands.command(company, asked, paused ? new Command.Pause(null) : new Command.Resume(null));
        commands.send(IntStream.range(0, topics.partitions())
                .mapToObj(partition -> records.of(command, anyone, partition))
                .toList());
        return new PauseReceipt(null, paused, command.id().value());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.Commands;
import dev.pulser.ingest.kafka.Records;
import dev.pulser.ingest.known.RecentTasks;
import dev.pulser.ingest.known.TaskSnapshot;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.status.StatusProblems;
import dev.pulser.ingest.status.TaskStatusView;
import dev.pulser.ingest.status.TaskView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Asks lanes to end tasks; one that is on its way to its lane still is ended there. Blocks until that is durable. Safe from
 * any thread.
 */
@Singleton
public final class Cancels {

    private final TaskStatusView view;
    private final StatusProblems problems;
    private final AgentCatalogue agents;
    private final Commands commands;
    private final Records records;
    private final RecentTasks recent;

    @Inject
    Cancels(
            TaskStatusView view,
            StatusProblems problems,
            AgentCatalogue agents,
            Commands commands,
            Records records,
            RecentTasks recent) {
        this.view = view;
        this.problems = problems;
        this.agents = agents;
        this.commands = commands;
        this.records = records;
        this.recent = recent;
    }

    /** @throws ProblemException where there is no such task, it is over, or nobody knows */
    public CancelReceipt cancel(Company company, TaskId id, Asked asked) {
        var task = problems.found(company, id, view.find(company, id, TaskStatusView.Part.STATUS));
        if (task.state().isTerminal()) {
            throw new ProblemException(Problem.of(
                    ProblemType.TASK_OVER,
                    "task %s is %s and stays so".formatted(id, task.state().wireName())));
        }
        var sent = send(company, List.of(task), asked).getFirst();
        return new CancelReceipt(
                id.value(), TaskView.statusOf(task.state()), sent.id().value());
    }

    /** Those of one page; they are open as far as Postgres knows, and a lane ignores the others. */
    List<Command> send(Company company, List<TaskSnapshot> tasks, Asked asked) {
        var sent = new ArrayList<Command>();
        var asRecords = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var task : tasks) {
            var command = commands.command(company, asked, new Command.Cancel(task.id()));
            sent.add(command);
            asRecords.add(records.of(command, laneOf(task)));
        }
        commands.send(asRecords);
        sent.forEach(command -> {
            if (command.body() instanceof Command.Cancel(var task)) {
                recent.cancelRequested(task, command.at());
            }
        });
        return sent;
    }

    private AgentName laneOf(TaskSnapshot task) {
        if (task.agent() != null) {
            return task.agent();
        }
        var table = agents.agents().orElseThrow(() -> new ProblemException(AgentCatalogue.unknownYet()));
        var type = task.type();
        // A task without an agent was never in a lane; any partition will say so.
        return (type == null ? Optional.<AgentName>empty() : table.homeOf(type, null))
                .orElseGet(() -> table.agents().iterator().next().name());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.CommandSender;
import dev.pulser.ingest.kafka.RecordFactory;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.status.TaskLookup;
import dev.pulser.ingest.status.TaskProblems;
import dev.pulser.ingest.status.TaskView;
import dev.pulser.ingest.taskcache.TaskCache;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sender of cancel commands to the lanes of tasks. Blocks until the commands are durable. Thread-safe. */
@Singleton
public final class TaskCanceler {

    private final TaskLookup lookup;
    private final TaskProblems problems;
    private final AgentCatalog agents;
    private final CommandSender commands;
    private final RecordFactory records;
    private final TaskCache cache;

    @Inject
    TaskCanceler(
            TaskLookup lookup,
            TaskProblems problems,
            AgentCatalog agents,
            CommandSender commands,
            RecordFactory records,
            TaskCache cache) {
        this.lookup = lookup;
        this.problems = problems;
        this.agents = agents;
        this.commands = commands;
        this.records = records;
        this.cache = cache;
    }

    /**
     * Requests the cancellation of one task.
     *
     * @throws ProblemException if the task does not exist, has ended or cannot be looked up
     */
    public CancelReceipt cancel(Company company, TaskId id, AuditInfo audit) {
        var task = problems.require(company, id, lookup.find(company, id, TaskLookup.Detail.STATUS));
        if (task.state().isTerminal()) {
            throw new ProblemException(Problem.of(
                    ProblemType.TASK_ALREADY_ENDED,
                    "Task %s has already ended with status %s and cannot be canceled."
                            .formatted(id, task.state().wireName())));
        }
        var sent = send(company, List.of(task), audit).getFirst();
        return new CancelReceipt(
                id.value(), TaskView.statusOf(task.state()), sent.id().value());
    }

    /** Sends a cancel command for each task. A lane ignores commands for tasks that have ended meanwhile. */
    List<Command> send(Company company, List<TaskSnapshot> tasks, AuditInfo audit) {
        var sent = new ArrayList<Command>();
        var toSend = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var task : tasks) {
            var command = commands.command(company, audit, new Command.Cancel(task.id()));
            sent.add(command);
            toSend.add(records.of(command, recordKey(task)));
        }
        commands.send(toSend);
        sent.forEach(command -> {
            if (command.body() instanceof Command.Cancel(var task)) {
                cache.markCancelRequested(task, command.at());
            }
        });
        return sent;
    }

    private AgentName recordKey(TaskSnapshot task) {
        var agent = task.agent();
        if (agent != null) {
            return agent;
        }
        var table = agents.table();
        var type = task.submitted().type();
        // A task without an agent is in no lane, so any partition ignores the command.
        return (type == null ? Optional.<AgentName>empty() : table.homeOf(type, null))
                .orElseGet(() -> table.agents().iterator().next().name());
    }
}

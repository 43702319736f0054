// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.codec.TaskForm.mapped;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.command.CommandId;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import dev.pulser.wire.AgentChange;
import dev.pulser.wire.Cancel;
import dev.pulser.wire.Drop;
import dev.pulser.wire.Pause;
import dev.pulser.wire.Replay;
import dev.pulser.wire.Resume;
import org.jspecify.annotations.Nullable;

/** What a person asks of the lanes. */
final class CommandForm implements Form<Command, dev.pulser.wire.Command> {

    /** What readers that know nothing of changes of agents take them for: the drop of a letter that nobody has. */
    private static final String NO_TASK = "tsk_" + "0".repeat(32);

    @Override
    public dev.pulser.wire.Command toWire(Command value) {
        return new dev.pulser.wire.Command(
                value.id().value(),
                value.company().name(),
                value.at(),
                value.by(),
                value.reason(),
                body(value.body()),
                value.body() instanceof Command.ChangeAgent change ? agentChange(change) : null);
    }

    private static AgentChange agentChange(Command.ChangeAgent change) {
        return new AgentChange(change.agent().value(), change.change(), change.fields());
    }

    private static Object body(Command.Body body) {
        return switch (body) {
            case Command.Cancel(var task) -> new Cancel(task.value());
            case Command.Pause(var agent) -> new Pause(mapped(agent, AgentName::value));
            case Command.Resume(var agent) -> new Resume(mapped(agent, AgentName::value));
            case Command.Replay(var task, var as) -> new Replay(task.value(), as.value());
            case Command.Drop(var task) -> new Drop(task.value());
            case Command.ChangeAgent _ -> new Drop(NO_TASK);
            case Command.Unknown(var what) ->
                throw new IllegalArgumentException("an unknown command cannot be written: " + what);
        };
    }

    @Override
    public Command fromWire(dev.pulser.wire.Command wire) {
        return new Command(
                new CommandId(wire.getCommandId()),
                new Company(wire.getCompany()),
                wire.getAt(),
                wire.getBy(),
                wire.getReason(),
                body(wire));
    }

    private static Command.Body body(dev.pulser.wire.Command wire) {
        var change = wire.getAgentChange();
        return change == null
                ? body(wire.getBody())
                : new Command.ChangeAgent(new AgentName(change.getAgent()), change.getChange(), change.getFields());
    }

    private static Command.Body body(@Nullable Object wire) {
        return switch (wire) {
            case Cancel cancel -> new Command.Cancel(new TaskId(cancel.getTaskId()));
            case Pause pause -> new Command.Pause(mapped(pause.getAgent(), AgentName::new));
            case Resume resume -> new Command.Resume(mapped(resume.getAgent(), AgentName::new));
            case Replay replay -> new Command.Replay(new TaskId(replay.getTaskId()), new TaskId(replay.getAsTaskId()));
            case Drop drop -> new Command.Drop(new TaskId(drop.getTaskId()));
            case null, default -> new Command.Unknown(String.valueOf(wire));
        };
    }
}

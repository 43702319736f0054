// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import static dev.pulser.contract.codec.mapper.AvroMapper.mapped;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.command.CommandId;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.wire.AgentChange;
import dev.pulser.wire.Cancel;
import dev.pulser.wire.Drop;
import dev.pulser.wire.Pause;
import dev.pulser.wire.Replay;
import dev.pulser.wire.Resume;
import org.jspecify.annotations.Nullable;

/** Mapping of operators' commands. */
public final class CommandMapper implements AvroMapper<Command, dev.pulser.wire.Command> {

    @Override
    public dev.pulser.wire.Command toWire(Command value) {
        return new dev.pulser.wire.Command(
                value.id().value(), value.company().name(), value.at(), value.by(), value.reason(), body(value.body()));
    }

    private static Object body(Command.Body body) {
        return switch (body) {
            case Command.Cancel(var task) -> new Cancel(task.value());
            case Command.Pause(var agent) -> new Pause(mapped(agent, AgentName::value));
            case Command.Resume(var agent) -> new Resume(mapped(agent, AgentName::value));
            case Command.Replay(var task, var as) -> new Replay(task.value(), as.value());
            case Command.Drop(var task) -> new Drop(task.value());
            case Command.AgentChange(var agent, var change, var fields) ->
                new AgentChange(agent.value(), change, fields);
            case Command.UnknownCommand(var text) ->
                throw new IllegalArgumentException("command of an unknown type cannot be written: " + text);
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
                body(wire.getBody()));
    }

    private static Command.Body body(@Nullable Object wire) {
        return switch (wire) {
            case Cancel cancel -> new Command.Cancel(new TaskId(cancel.getTaskId()));
            case Pause pause -> new Command.Pause(mapped(pause.getAgent(), AgentName::new));
            case Resume resume -> new Command.Resume(mapped(resume.getAgent(), AgentName::new));
            case Replay replay -> new Command.Replay(new TaskId(replay.getTaskId()), new TaskId(replay.getAsTaskId()));
            case Drop drop -> new Command.Drop(new TaskId(drop.getTaskId()));
            case AgentChange change ->
                new Command.AgentChange(new AgentName(change.getAgent()), change.getChange(), change.getFields());
            case null, default -> new Command.UnknownCommand(String.valueOf(wire));
        };
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import java.time.Duration;
import java.util.List;

/** Mappings of the parts of attempts that several records share. */
final class AttemptMappers {

    private AttemptMappers() {}

    static dev.pulser.wire.AttemptRef toWire(AttemptRef ref) {
        return new dev.pulser.wire.AttemptRef(ref.agent().value(), ref.number(), ref.epoch());
    }

    static AttemptRef fromWire(dev.pulser.wire.AttemptRef wire) {
        return new AttemptRef(new AgentName(wire.getAgent()), wire.getNumber(), wire.getEpoch());
    }

    static dev.pulser.wire.Usage toWire(Usage usage) {
        return new dev.pulser.wire.Usage(usage.inputTokens(), usage.outputTokens(), usage.costMicros());
    }

    static Usage fromWire(dev.pulser.wire.Usage wire) {
        return new Usage(wire.getInputTokens(), wire.getOutputTokens(), wire.getCostMicros());
    }

    static List<dev.pulser.wire.Attempt> attemptsToWire(List<Attempt> attempts) {
        return attempts.stream()
                .map(attempt -> new dev.pulser.wire.Attempt(
                        attempt.number(),
                        attempt.agent().value(),
                        attempt.startedAt(),
                        attempt.endedAt(),
                        attempt.error().code(),
                        attempt.error().reason()))
                .toList();
    }

    static List<Attempt> attemptsFromWire(List<dev.pulser.wire.Attempt> wire) {
        return wire.stream()
                .map(attempt -> new Attempt(
                        attempt.getNumber(),
                        new AgentName(attempt.getAgent()),
                        attempt.getStartedAt(),
                        attempt.getEndedAt(),
                        new TaskError(attempt.getCode(), attempt.getReason())))
                .toList();
    }

    static List<dev.pulser.wire.ToolCall> callsToWire(List<ToolCall> calls) {
        return calls.stream()
                .map(call -> new dev.pulser.wire.ToolCall(
                        call.server(),
                        call.tool(),
                        call.startedAt(),
                        call.duration().toMillis(),
                        call.requestBytes(),
                        call.responseBytes(),
                        call.code(),
                        call.definition()))
                .toList();
    }

    static List<ToolCall> callsFromWire(List<dev.pulser.wire.ToolCall> wire) {
        return wire.stream()
                .map(call -> new ToolCall(
                        call.getServer(),
                        call.getTool(),
                        call.getStartedAt(),
                        Duration.ofMillis(call.getDurationMs()),
                        call.getRequestBytes(),
                        call.getResponseBytes(),
                        call.getCode(),
                        call.getDefinition()))
                .toList();
    }
}

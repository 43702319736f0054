// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.codec.TaskForm.mapped;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.routing.Withdrawal;
import dev.pulser.contract.task.Attempt;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.ToolCall;
import dev.pulser.contract.task.Usage;
import dev.pulser.wire.Beat;
import dev.pulser.wire.Cancelled;
import dev.pulser.wire.Ended;
import dev.pulser.wire.Failed;
import dev.pulser.wire.FailureKind;
import dev.pulser.wire.Progress;
import dev.pulser.wire.RunningAttempt;
import dev.pulser.wire.Succeeded;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The records between a lane and the adapters, and the lane's own. */
final class RoutingForms {

    private RoutingForms() {}

    static final class OfAssignment implements Form<Assignment, dev.pulser.wire.Assignment> {

        @Override
        public dev.pulser.wire.Assignment toWire(Assignment value) {
            return new dev.pulser.wire.Assignment(
                    TaskForm.INSTANCE.toWire(value.task()),
                    value.agent().value(),
                    value.attempt(),
                    value.epoch(),
                    value.assignedAt(),
                    value.deadline(),
                    value.startBy());
        }

        @Override
        public Assignment fromWire(dev.pulser.wire.Assignment wire) {
            return new Assignment(
                    TaskForm.INSTANCE.fromWire(wire.getTask()),
                    new AgentName(wire.getAgent()),
                    wire.getAttempt(),
                    wire.getEpoch(),
                    wire.getAssignedAt(),
                    wire.getDeadline(),
                    wire.getStartBy());
        }
    }

    static final class OfWithdrawal implements Form<Withdrawal, dev.pulser.wire.Withdrawal> {

        @Override
        public dev.pulser.wire.Withdrawal toWire(Withdrawal value) {
            return new dev.pulser.wire.Withdrawal(
                    value.task().value(), value.agent().value(), value.epoch(), value.at(), value.reason());
        }

        @Override
        public Withdrawal fromWire(dev.pulser.wire.Withdrawal wire) {
            return new Withdrawal(
                    new TaskId(wire.getTaskId()),
                    new AgentName(wire.getAgent()),
                    wire.getEpoch(),
                    wire.getAt(),
                    wire.getReason());
        }
    }

    static final class OfLaneEntry implements Form<LaneEntry, dev.pulser.wire.LaneEntry> {

        @Override
        public dev.pulser.wire.LaneEntry toWire(LaneEntry value) {
            return new dev.pulser.wire.LaneEntry(
                    TaskForm.INSTANCE.toWire(value.task()),
                    value.agent().value(),
                    value.nextSeq(),
                    value.attempt(),
                    value.epoch(),
                    value.queuedAt(),
                    value.dispatchedAt(),
                    value.attempts().stream().map(RoutingForms::toWire).toList(),
                    value.withdrawn(),
                    mapped(value.home(), AgentName::value),
                    value.handovers(),
                    value.reservedMicros(),
                    value.usage().inputTokens(),
                    value.usage().outputTokens(),
                    value.usage().costMicros());
        }

        @Override
        public LaneEntry fromWire(dev.pulser.wire.LaneEntry wire) {
            return new LaneEntry(
                    TaskForm.INSTANCE.fromWire(wire.getTask()),
                    new AgentName(wire.getAgent()),
                    wire.getNextSeq(),
                    wire.getAttempt(),
                    wire.getEpoch(),
                    wire.getQueuedAt(),
                    wire.getDispatchedAt(),
                    wire.getAttempts().stream().map(RoutingForms::fromWire).toList(),
                    wire.getWithdrawn(),
                    mapped(wire.getHome(), AgentName::new),
                    wire.getHandovers(),
                    wire.getReservedMicros(),
                    new Usage(wire.getInputTokens(), wire.getOutputTokens(), wire.getCostMicros()));
        }
    }

    static final class OfReport implements Form<Report, dev.pulser.wire.Report> {

        @Override
        public dev.pulser.wire.Report toWire(Report value) {
            return new dev.pulser.wire.Report(
                    value.agent().value(),
                    value.adapter(),
                    value.at(),
                    body(value.body()),
                    value.body() instanceof Report.Health(var health) ? AgentHealthForm.toWire(health) : null);
        }

        private static Object body(Report.Body body) {
            return switch (body) {
                case Report.Beat beat ->
                    new Beat(beat.running().stream()
                            .map(running -> new RunningAttempt(running.id().value(), running.epoch()))
                            .toList());
                case Report.Progress progress ->
                    new Progress(progress.id().value(), progress.epoch(), progress.message(), progress.fraction());
                case Report.Ended ended ->
                    new Ended(
                            ended.id().value(),
                            ended.attempt(),
                            ended.epoch(),
                            ended.startedAt(),
                            outcome(ended.outcome()),
                            ended.calls().stream().map(RoutingForms::toWire).toList(),
                            ended.usage().inputTokens(),
                            ended.usage().outputTokens(),
                            ended.usage().costMicros());
                case Report.Health _ -> new Beat(List.of()); // what an older lane makes of it: nothing
                case Report.Unknown unknown ->
                    throw new IllegalArgumentException("an unknown report cannot be written: " + unknown.what());
            };
        }

        private static Object outcome(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Succeeded succeeded -> new Succeeded(succeeded.output());
                case Outcome.Failed failed -> failed(failed.failure());
                case Outcome.Cancelled _ -> new Cancelled();
                case Outcome.Deferred(var code, var reason, var after) ->
                    new Failed(FailureKind.TRANSIENT, code, reason, after.toMillis(), false);
            };
        }

        private static Failed failed(Failure failure) {
            return switch (failure) {
                case Failure.Transient(var code, var reason, var after) ->
                    new Failed(FailureKind.TRANSIENT, code, reason, mapped(after, Duration::toMillis), true);
                case Failure.Permanent(var code, var reason) ->
                    new Failed(FailureKind.PERMANENT, code, reason, null, true);
                case Failure.Ambiguous(var code, var reason) ->
                    new Failed(FailureKind.AMBIGUOUS, code, reason, null, true);
            };
        }

        @Override
        public Report fromWire(dev.pulser.wire.Report wire) {
            var health = wire.getHealth();
            return new Report(
                    new AgentName(wire.getAgent()),
                    wire.getAdapter(),
                    wire.getAt(),
                    health == null ? body(wire.getBody()) : new Report.Health(AgentHealthForm.fromWire(health)));
        }

        private static Report.Body body(@Nullable Object wire) {
            return switch (wire) {
                case Beat beat ->
                    new Report.Beat(beat.getRunning().stream()
                            .map(running -> new Report.Running(new TaskId(running.getTaskId()), running.getEpoch()))
                            .toList());
                case Progress progress ->
                    new Report.Progress(
                            new TaskId(progress.getTaskId()),
                            progress.getEpoch(),
                            progress.getMessage(),
                            progress.getFraction());
                case Ended ended ->
                    new Report.Ended(
                            new TaskId(ended.getTaskId()),
                            ended.getAttempt(),
                            ended.getEpoch(),
                            ended.getStartedAt(),
                            outcome(ended.getOutcome()),
                            ended.getCalls().stream()
                                    .map(RoutingForms::fromWire)
                                    .toList(),
                            new Usage(ended.getInputTokens(), ended.getOutputTokens(), ended.getCostMicros()));
                case null, default -> new Report.Unknown(String.valueOf(wire));
            };
        }

        private static Outcome outcome(@Nullable Object wire) {
            return switch (wire) {
                case Succeeded succeeded -> new Outcome.Succeeded(succeeded.getOutput());
                case Failed failed
                when !failed.getCounted() ->
                    new Outcome.Deferred(
                            failed.getCode(),
                            failed.getReason(),
                            Duration.ofMillis(Objects.requireNonNullElse(failed.getRetryAfterMs(), 0L)));
                case Failed failed -> new Outcome.Failed(failure(failed));
                case Cancelled _ -> new Outcome.Cancelled();
                case null, default -> throw new IllegalArgumentException("an outcome of no known kind: " + wire);
            };
        }

        private static Failure failure(Failed wire) {
            return switch (wire.getKind()) {
                case TRANSIENT ->
                    new Failure.Transient(
                            wire.getCode(), wire.getReason(), mapped(wire.getRetryAfterMs(), Duration::ofMillis));
                case AMBIGUOUS -> new Failure.Ambiguous(wire.getCode(), wire.getReason());
                // What a newer adapter means cannot be known, so nothing is repeated that might do harm twice.
                case PERMANENT, UNKNOWN -> new Failure.Permanent(wire.getCode(), wire.getReason());
            };
        }
    }

    static dev.pulser.wire.ToolCall toWire(ToolCall call) {
        return new dev.pulser.wire.ToolCall(
                call.server(),
                call.tool(),
                call.startedAt(),
                call.duration().toMillis(),
                call.requestBytes(),
                call.responseBytes(),
                call.succeeded(),
                call.code(),
                call.definition());
    }

    static ToolCall fromWire(dev.pulser.wire.ToolCall wire) {
        return new ToolCall(
                wire.getServer(),
                wire.getTool(),
                wire.getStartedAt(),
                Duration.ofMillis(wire.getDurationMs()),
                wire.getRequestBytes(),
                wire.getResponseBytes(),
                wire.getSucceeded(),
                wire.getCode(),
                wire.getDefinition());
    }

    static dev.pulser.wire.Attempt toWire(Attempt attempt) {
        return new dev.pulser.wire.Attempt(
                attempt.number(),
                attempt.agent().value(),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.code(),
                attempt.reason());
    }

    static Attempt fromWire(dev.pulser.wire.Attempt wire) {
        return new Attempt(
                wire.getNumber(),
                new AgentName(wire.getAgent()),
                wire.getStartedAt(),
                wire.getEndedAt(),
                wire.getCode(),
                wire.getReason());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import static dev.pulser.contract.codec.mapper.AvroMapper.mapped;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.task.TaskId;
import dev.pulser.wire.AttemptEnded;
import dev.pulser.wire.AttemptProgress;
import dev.pulser.wire.Cancelled;
import dev.pulser.wire.Deferred;
import dev.pulser.wire.Failed;
import dev.pulser.wire.FailureKind;
import dev.pulser.wire.HealthReport;
import dev.pulser.wire.Heartbeat;
import dev.pulser.wire.RunningAttempt;
import dev.pulser.wire.Succeeded;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Mappings of the records between a lane and the adapters. */
public final class AdapterMappers {

    private AdapterMappers() {}

    /** Mapping of assignments. */
    public static final class OfAssignment implements AvroMapper<Assignment, dev.pulser.wire.Assignment> {

        @Override
        public dev.pulser.wire.Assignment toWire(Assignment value) {
            return new dev.pulser.wire.Assignment(
                    TaskMapper.INSTANCE.toWire(value.task()),
                    AttemptMappers.toWire(value.attempt()),
                    value.assignedAt(),
                    value.deadline(),
                    value.startBy());
        }

        @Override
        public Assignment fromWire(dev.pulser.wire.Assignment wire) {
            return new Assignment(
                    TaskMapper.INSTANCE.fromWire(wire.getTask()),
                    AttemptMappers.fromWire(wire.getAttempt()),
                    wire.getAssignedAt(),
                    wire.getDeadline(),
                    wire.getStartBy());
        }
    }

    /** Mapping of revocations. */
    public static final class OfRevocation implements AvroMapper<Revocation, dev.pulser.wire.Revocation> {

        @Override
        public dev.pulser.wire.Revocation toWire(Revocation value) {
            return new dev.pulser.wire.Revocation(
                    value.task().value(), value.agent().value(), value.epoch(), value.at(), value.reason());
        }

        @Override
        public Revocation fromWire(dev.pulser.wire.Revocation wire) {
            return new Revocation(
                    new TaskId(wire.getTaskId()),
                    new AgentName(wire.getAgent()),
                    wire.getEpoch(),
                    wire.getAt(),
                    wire.getReason());
        }
    }

    /** Mapping of reports. */
    public static final class OfReport implements AvroMapper<AdapterReport, dev.pulser.wire.AdapterReport> {

        @Override
        public dev.pulser.wire.AdapterReport toWire(AdapterReport value) {
            return new dev.pulser.wire.AdapterReport(
                    value.agent().value(), value.adapter(), value.at(), body(value.body()));
        }

        private static Object body(AdapterReport.Body body) {
            return switch (body) {
                case AdapterReport.Heartbeat heartbeat ->
                    new Heartbeat(heartbeat.running().stream()
                            .map(running -> new RunningAttempt(running.id().value(), running.epoch()))
                            .toList());
                case AdapterReport.AttemptProgress progress ->
                    new AttemptProgress(
                            progress.id().value(), progress.epoch(), progress.message(), progress.fraction());
                case AdapterReport.AttemptEnded ended ->
                    new AttemptEnded(
                            ended.id().value(),
                            ended.attempt(),
                            ended.epoch(),
                            ended.startedAt(),
                            outcome(ended.outcome()),
                            AttemptMappers.callsToWire(ended.calls()),
                            AttemptMappers.toWire(ended.usage()));
                case AdapterReport.HealthReport(var health) -> new HealthReport(AgentStatusMapper.health(health));
                case AdapterReport.UnknownReport(var text) ->
                    throw new IllegalArgumentException("report of an unknown type cannot be written: " + text);
            };
        }

        private static Object outcome(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Succeeded(var output) -> new Succeeded(output);
                case Outcome.Failed(var failure) -> failed(failure);
                case Outcome.Cancelled() -> new Cancelled();
                case Outcome.Deferred(var code, var reason, var after) -> new Deferred(code, reason, after.toMillis());
            };
        }

        private static Failed failed(Failure failure) {
            return switch (failure) {
                case Failure.Transient(var code, var reason, var after) ->
                    new Failed(FailureKind.TRANSIENT, code, reason, mapped(after, Duration::toMillis));
                case Failure.Permanent(var code, var reason) -> new Failed(FailureKind.PERMANENT, code, reason, null);
                case Failure.Ambiguous(var code, var reason) -> new Failed(FailureKind.AMBIGUOUS, code, reason, null);
            };
        }

        @Override
        public AdapterReport fromWire(dev.pulser.wire.AdapterReport wire) {
            return new AdapterReport(
                    new AgentName(wire.getAgent()), wire.getAdapter(), wire.getAt(), body(wire.getBody()));
        }

        private static AdapterReport.Body body(@Nullable Object wire) {
            return switch (wire) {
                case Heartbeat heartbeat ->
                    new AdapterReport.Heartbeat(heartbeat.getRunning().stream()
                            .map(running -> new AdapterReport.RunningAttempt(
                                    new TaskId(running.getTaskId()), running.getEpoch()))
                            .toList());
                case AttemptProgress progress ->
                    new AdapterReport.AttemptProgress(
                            new TaskId(progress.getTaskId()),
                            progress.getEpoch(),
                            progress.getMessage(),
                            progress.getFraction());
                case AttemptEnded ended ->
                    new AdapterReport.AttemptEnded(
                            new TaskId(ended.getTaskId()),
                            ended.getAttempt(),
                            ended.getEpoch(),
                            ended.getStartedAt(),
                            outcome(ended.getOutcome()),
                            AttemptMappers.callsFromWire(ended.getCalls()),
                            AttemptMappers.fromWire(ended.getUsage()));
                case HealthReport report ->
                    new AdapterReport.HealthReport(AgentStatusMapper.health(report.getHealth()));
                case null, default -> new AdapterReport.UnknownReport(String.valueOf(wire));
            };
        }

        private static Outcome outcome(@Nullable Object wire) {
            return switch (wire) {
                case Succeeded succeeded -> new Outcome.Succeeded(succeeded.getOutput());
                case Failed failed -> new Outcome.Failed(failure(failed));
                case Cancelled _ -> new Outcome.Cancelled();
                case Deferred deferred ->
                    new Outcome.Deferred(
                            deferred.getCode(), deferred.getReason(), Duration.ofMillis(deferred.getRetryAfterMs()));
                case null, default ->
                    throw new IllegalArgumentException(
                            "report has an outcome that this version does not know: " + wire);
            };
        }

        private static Failure failure(Failed wire) {
            return switch (wire.getKind()) {
                case TRANSIENT ->
                    new Failure.Transient(
                            wire.getCode(), wire.getReason(), mapped(wire.getRetryAfterMs(), Duration::ofMillis));
                case AMBIGUOUS -> new Failure.Ambiguous(wire.getCode(), wire.getReason());
                // The meaning of a newer kind is not known, so nothing is repeated that could do harm twice.
                case PERMANENT, UNKNOWN -> new Failure.Permanent(wire.getCode(), wire.getReason());
            };
        }
    }
}

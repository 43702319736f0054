// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.codec.TaskForm.mapped;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.wire.Line;
import dev.pulser.wire.Spending;
import java.time.Duration;

/** What a lane says of itself. */
final class AgentStatusForm implements Form<AgentStatus, dev.pulser.wire.AgentStatus> {

    @Override
    public dev.pulser.wire.AgentStatus toWire(AgentStatus value) {
        return new dev.pulser.wire.AgentStatus(
                value.agent().value(),
                value.at(),
                value.capacity(),
                value.running(),
                value.waiting(),
                value.retrying(),
                value.paused(),
                value.pausedCompanies().stream().map(Company::name).toList(),
                mapped(value.meanAttempt(), Duration::toMillis),
                value.lines().stream().map(AgentStatusForm::line).toList(),
                value.health().state().wireName(),
                value.health().reason(),
                value.health().since(),
                value.health().checkedAt(),
                mapped(value.health().latency(), Duration::toMillis),
                value.hold(),
                value.spending().stream().map(AgentStatusForm::spending).toList());
    }

    private static Line line(AgentStatus.Line line) {
        return new Line(
                dev.pulser.wire.Priority.valueOf(line.priority().name()),
                line.company().name(),
                line.head(),
                line.tail());
    }

    @Override
    public AgentStatus fromWire(dev.pulser.wire.AgentStatus wire) {
        return new AgentStatus(
                new AgentName(wire.getAgent()),
                wire.getAt(),
                wire.getCapacity(),
                wire.getRunning(),
                wire.getWaiting(),
                wire.getRetrying(),
                wire.getPaused(),
                wire.getPausedCompanies().stream().map(Company::new).toList(),
                mapped(wire.getMeanAttemptMs(), Duration::ofMillis),
                wire.getLines().stream().map(AgentStatusForm::line).toList(),
                new AgentHealth(
                        HealthState.parse(wire.getHealth()),
                        wire.getHealthReason(),
                        wire.getHealthSince(),
                        wire.getCheckedAt(),
                        mapped(wire.getCheckLatencyMs(), Duration::ofMillis)),
                wire.getHold(),
                wire.getSpending().stream().map(AgentStatusForm::spending).toList());
    }

    private static AgentStatus.Line line(Line wire) {
        return new AgentStatus.Line(
                TaskForm.priority(wire.getPriority()).orElse(Priority.LOW),
                new Company(wire.getCompany()),
                wire.getHead(),
                wire.getTail());
    }

    private static Spending spending(AgentStatus.Spending spending) {
        return new Spending(
                mapped(spending.company(), Company::name),
                spending.periodStart(),
                spending.spentMicros(),
                spending.reservedMicros(),
                spending.limitMicros());
    }

    private static AgentStatus.Spending spending(Spending wire) {
        return new AgentStatus.Spending(
                mapped(wire.getCompany(), Company::new),
                wire.getPeriodStart(),
                wire.getSpentMicros(),
                wire.getReservedMicros(),
                wire.getLimitMicros());
    }
}

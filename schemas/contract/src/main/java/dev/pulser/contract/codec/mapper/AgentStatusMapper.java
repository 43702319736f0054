// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import static dev.pulser.contract.codec.mapper.AvroMapper.mapped;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentPauses;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.contract.status.Spending;
import dev.pulser.contract.task.Priority;
import java.time.Duration;

/** Mapping of the status of an agent's lane, and of health. */
public final class AgentStatusMapper implements AvroMapper<AgentStatus, dev.pulser.wire.AgentStatus> {

    @Override
    public dev.pulser.wire.AgentStatus toWire(AgentStatus value) {
        return dev.pulser.wire.AgentStatus.newBuilder()
                .setAgent(value.agent().value())
                .setAt(value.at())
                .setLoad(load(value.load()))
                .setPaused(value.pauses().paused())
                .setPausedCompanies(
                        value.pauses().companies().stream().map(Company::name).toList())
                .setQueues(value.queues().stream().map(AgentStatusMapper::queue).toList())
                .setHealth(health(value.health()))
                .setBlockReason(value.blockReason())
                .setSpending(value.spending().stream()
                        .map(AgentStatusMapper::spending)
                        .toList())
                .build();
    }

    @Override
    public AgentStatus fromWire(dev.pulser.wire.AgentStatus wire) {
        var paused = wire.getPausedCompanies().stream().map(Company::new).toList();
        return new AgentStatus(
                new AgentName(wire.getAgent()),
                wire.getAt(),
                load(wire.getLoad()),
                new AgentPauses(wire.getPaused(), paused),
                wire.getQueues().stream().map(AgentStatusMapper::queue).toList(),
                health(wire.getHealth()),
                wire.getBlockReason(),
                wire.getSpending().stream().map(AgentStatusMapper::spending).toList());
    }

    private static dev.pulser.wire.AgentLoad load(AgentLoad load) {
        return new dev.pulser.wire.AgentLoad(
                load.capacity(),
                load.running(),
                load.waiting(),
                load.retrying(),
                mapped(load.meanAttempt(), Duration::toMillis));
    }

    private static AgentLoad load(dev.pulser.wire.AgentLoad wire) {
        return new AgentLoad(
                wire.getCapacity(),
                wire.getRunning(),
                wire.getWaiting(),
                wire.getRetrying(),
                mapped(wire.getMeanAttemptMs(), Duration::ofMillis));
    }

    private static dev.pulser.wire.QueuePointers queue(QueuePointers queue) {
        return new dev.pulser.wire.QueuePointers(
                TaskMapper.toWire(queue.priority()), queue.company().name(), queue.head(), queue.tail());
    }

    private static QueuePointers queue(dev.pulser.wire.QueuePointers wire) {
        return new QueuePointers(
                TaskMapper.priority(wire.getPriority()).orElse(Priority.LOW),
                new Company(wire.getCompany()),
                wire.getHead(),
                wire.getTail());
    }

    static dev.pulser.wire.AgentHealth health(AgentHealth health) {
        return new dev.pulser.wire.AgentHealth(
                dev.pulser.wire.HealthState.valueOf(health.state().name()),
                health.reason(),
                health.since(),
                health.checkedAt(),
                mapped(health.latency(), Duration::toMillis));
    }

    static AgentHealth health(dev.pulser.wire.AgentHealth wire) {
        return new AgentHealth(
                HealthState.valueOf(wire.getState().name()),
                wire.getReason(),
                wire.getSince(),
                wire.getCheckedAt(),
                mapped(wire.getLatencyMs(), Duration::ofMillis));
    }

    private static dev.pulser.wire.Spending spending(Spending spending) {
        return new dev.pulser.wire.Spending(
                mapped(spending.company(), Company::name),
                spending.periodStart(),
                spending.spentMicros(),
                spending.reservedMicros(),
                spending.limitMicros());
    }

    private static Spending spending(dev.pulser.wire.Spending wire) {
        return new Spending(
                mapped(wire.getCompany(), Company::new),
                wire.getPeriodStart(),
                wire.getSpentMicros(),
                wire.getReservedMicros(),
                wire.getLimitMicros());
    }
}

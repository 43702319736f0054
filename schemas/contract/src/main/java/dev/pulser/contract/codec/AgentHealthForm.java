// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.codec.TaskForm.mapped;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** How an adapter finds an agent. */
final class AgentHealthForm {

    private AgentHealthForm() {}

    static dev.pulser.wire.AgentHealth toWire(AgentHealth health) {
        return new dev.pulser.wire.AgentHealth(
                health.state().wireName(),
                health.reason(),
                Objects.requireNonNullElse(health.since(), Instant.EPOCH),
                health.checkedAt(),
                mapped(health.latency(), Duration::toMillis));
    }

    static AgentHealth fromWire(dev.pulser.wire.AgentHealth wire) {
        return new AgentHealth(
                HealthState.parse(wire.getState()),
                wire.getReason(),
                wire.getSince().equals(Instant.EPOCH) ? null : wire.getSince(),
                wire.getCheckedAt(),
                mapped(wire.getLatencyMs(), Duration::ofMillis));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.task.Usage;

/** A waiting task between two lanes. */
final class HandoverForm implements Form<Handover, dev.pulser.wire.Handover> {

    @Override
    public dev.pulser.wire.Handover toWire(Handover value) {
        return new dev.pulser.wire.Handover(
                TaskForm.INSTANCE.toWire(value.task()),
                value.home().value(),
                value.from().value(),
                value.to().value(),
                value.at(),
                value.reason(),
                value.nextSeq(),
                value.attempt(),
                value.epoch(),
                value.handovers(),
                value.attempts().stream().map(RoutingForms::toWire).toList(),
                value.usage().inputTokens(),
                value.usage().outputTokens(),
                value.usage().costMicros());
    }

    @Override
    public Handover fromWire(dev.pulser.wire.Handover wire) {
        return new Handover(
                TaskForm.INSTANCE.fromWire(wire.getTask()),
                new AgentName(wire.getHome()),
                new AgentName(wire.getFromAgent()),
                new AgentName(wire.getToAgent()),
                wire.getAt(),
                wire.getReason(),
                wire.getNextSeq(),
                wire.getAttempt(),
                wire.getEpoch(),
                wire.getHandovers(),
                wire.getAttempts().stream().map(RoutingForms::fromWire).toList(),
                new Usage(wire.getInputTokens(), wire.getOutputTokens(), wire.getCostMicros()));
    }
}

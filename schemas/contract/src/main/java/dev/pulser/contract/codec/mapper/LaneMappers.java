// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.TaskProgress;
import dev.pulser.contract.routing.Transfer;

/** Mappings of the state of a lane, and of transfers between lanes. */
public final class LaneMappers {

    private LaneMappers() {}

    private static dev.pulser.wire.TaskProgress toWire(TaskProgress progress) {
        return new dev.pulser.wire.TaskProgress(
                progress.home().value(),
                progress.nextSeq(),
                progress.attempt(),
                progress.epoch(),
                progress.transfers(),
                AttemptMappers.attemptsToWire(progress.attempts()),
                AttemptMappers.toWire(progress.usage()));
    }

    private static TaskProgress fromWire(dev.pulser.wire.TaskProgress wire) {
        return new TaskProgress(
                new AgentName(wire.getHome()),
                wire.getNextSeq(),
                wire.getAttempt(),
                wire.getEpoch(),
                wire.getTransfers(),
                AttemptMappers.attemptsFromWire(wire.getAttempts()),
                AttemptMappers.fromWire(wire.getUsage()));
    }

    /** Mapping of lane entries. */
    public static final class OfLaneEntry implements AvroMapper<LaneEntry, dev.pulser.wire.LaneEntry> {

        @Override
        public dev.pulser.wire.LaneEntry toWire(LaneEntry value) {
            return new dev.pulser.wire.LaneEntry(
                    TaskMapper.INSTANCE.toWire(value.task()),
                    value.agent().value(),
                    LaneMappers.toWire(value.progress()),
                    value.queuedAt(),
                    value.dispatchedAt(),
                    value.revocationReason(),
                    value.reservedMicros());
        }

        @Override
        public LaneEntry fromWire(dev.pulser.wire.LaneEntry wire) {
            return new LaneEntry(
                    TaskMapper.INSTANCE.fromWire(wire.getTask()),
                    new AgentName(wire.getAgent()),
                    LaneMappers.fromWire(wire.getProgress()),
                    wire.getQueuedAt(),
                    wire.getDispatchedAt(),
                    wire.getRevocationReason(),
                    wire.getReservedMicros());
        }
    }

    /** Mapping of transfers. */
    public static final class OfTransfer implements AvroMapper<Transfer, dev.pulser.wire.Transfer> {

        @Override
        public dev.pulser.wire.Transfer toWire(Transfer value) {
            return new dev.pulser.wire.Transfer(
                    TaskMapper.INSTANCE.toWire(value.task()),
                    value.from().value(),
                    value.to().value(),
                    value.at(),
                    value.reason(),
                    LaneMappers.toWire(value.progress()));
        }

        @Override
        public Transfer fromWire(dev.pulser.wire.Transfer wire) {
            return new Transfer(
                    TaskMapper.INSTANCE.fromWire(wire.getTask()),
                    new AgentName(wire.getFromAgent()),
                    new AgentName(wire.getToAgent()),
                    wire.getAt(),
                    wire.getReason(),
                    LaneMappers.fromWire(wire.getProgress()));
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.codec.TaskForm.mapped;

import dev.pulser.contract.tool.ServerStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import java.time.Duration;

/** MCP servers and their tools. */
final class ToolForms {

    private ToolForms() {}

    static final class OfOffer implements Form<ToolOffer, dev.pulser.wire.ToolOffer> {

        @Override
        public dev.pulser.wire.ToolOffer toWire(ToolOffer value) {
            return new dev.pulser.wire.ToolOffer(
                    value.ref().server(),
                    value.ref().tool(),
                    value.title(),
                    value.description(),
                    value.inputSchema(),
                    value.outputSchema(),
                    value.readOnly(),
                    value.destructive(),
                    value.idempotent(),
                    value.openWorld(),
                    value.hash(),
                    value.offered(),
                    value.adapter(),
                    value.at());
        }

        @Override
        public ToolOffer fromWire(dev.pulser.wire.ToolOffer wire) {
            return new ToolOffer(
                    new ToolRef(wire.getServer(), wire.getTool()),
                    wire.getTitle(),
                    wire.getDescription(),
                    wire.getInputSchema(),
                    wire.getOutputSchema(),
                    wire.getReadOnly(),
                    wire.getDestructive(),
                    wire.getIdempotent(),
                    wire.getOpenWorld(),
                    wire.getHash(),
                    wire.getOffered(),
                    wire.getAdapter(),
                    wire.getAt());
        }
    }

    static final class OfApproval implements Form<ToolApproval, dev.pulser.wire.ToolApproval> {

        @Override
        public dev.pulser.wire.ToolApproval toWire(ToolApproval value) {
            return new dev.pulser.wire.ToolApproval(
                    value.ref().server(), value.ref().tool(), value.hash(), value.by(), value.reason(), value.at());
        }

        @Override
        public ToolApproval fromWire(dev.pulser.wire.ToolApproval wire) {
            return new ToolApproval(
                    new ToolRef(wire.getServer(), wire.getTool()),
                    wire.getHash(),
                    wire.getBy(),
                    wire.getReason(),
                    wire.getAt());
        }
    }

    static final class OfServerStatus implements Form<ServerStatus, dev.pulser.wire.ServerStatus> {

        @Override
        public dev.pulser.wire.ServerStatus toWire(ServerStatus value) {
            return new dev.pulser.wire.ServerStatus(
                    value.server(),
                    value.adapter(),
                    value.at(),
                    value.state(),
                    value.reason(),
                    value.transport(),
                    value.protocol(),
                    value.tools(),
                    value.refusedTools(),
                    value.starts(),
                    value.skippedLines(),
                    value.unmatchedAnswers(),
                    value.refusedRequests(),
                    mapped(value.ping(), Duration::toMillis));
        }

        @Override
        public ServerStatus fromWire(dev.pulser.wire.ServerStatus wire) {
            return new ServerStatus(
                    wire.getServer(),
                    wire.getAdapter(),
                    wire.getAt(),
                    wire.getState(),
                    wire.getReason(),
                    wire.getTransport(),
                    wire.getProtocol(),
                    wire.getTools(),
                    wire.getRefusedTools(),
                    wire.getStarts(),
                    wire.getSkippedLines(),
                    wire.getUnmatchedAnswers(),
                    wire.getRefusedRequests(),
                    mapped(wire.getPingMs(), Duration::ofMillis));
        }
    }
}

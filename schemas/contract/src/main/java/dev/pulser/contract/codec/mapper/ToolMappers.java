// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import static dev.pulser.contract.codec.mapper.AvroMapper.mapped;

import dev.pulser.contract.tool.McpServerConnection;
import dev.pulser.contract.tool.McpServerCounters;
import dev.pulser.contract.tool.McpServerStatus;
import dev.pulser.contract.tool.McpServerTools;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolSpec;
import java.time.Duration;

/** Mappings of MCP servers and their tools. */
public final class ToolMappers {

    private ToolMappers() {}

    /** Mapping of tool definitions. */
    public static final class OfDefinition implements AvroMapper<ToolDefinition, dev.pulser.wire.ToolDefinition> {

        @Override
        public dev.pulser.wire.ToolDefinition toWire(ToolDefinition value) {
            var spec = value.spec();
            var hints = spec.hints();
            return dev.pulser.wire.ToolDefinition.newBuilder()
                    .setServer(value.ref().server())
                    .setTool(value.ref().tool())
                    .setTitle(spec.title())
                    .setDescription(spec.description())
                    .setInputSchema(spec.inputSchema())
                    .setOutputSchema(spec.outputSchema())
                    .setHints(new dev.pulser.wire.ToolHints(
                            hints.readOnly(), hints.destructive(), hints.idempotent(), hints.openWorld()))
                    .setHash(value.hash())
                    .setListed(value.listed())
                    .setAdapter(value.adapter())
                    .setAt(value.at())
                    .build();
        }

        @Override
        public ToolDefinition fromWire(dev.pulser.wire.ToolDefinition wire) {
            var hints = wire.getHints();
            var spec = new ToolSpec(
                    wire.getTitle(),
                    wire.getDescription(),
                    wire.getInputSchema(),
                    wire.getOutputSchema(),
                    new ToolHints(
                            hints.getReadOnly(), hints.getDestructive(), hints.getIdempotent(), hints.getOpenWorld()));
            return new ToolDefinition(
                    new ToolRef(wire.getServer(), wire.getTool()),
                    spec,
                    wire.getHash(),
                    wire.getListed(),
                    wire.getAdapter(),
                    wire.getAt());
        }
    }

    /** Mapping of tool approvals. */
    public static final class OfApproval implements AvroMapper<ToolApproval, dev.pulser.wire.ToolApproval> {

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

    /** Mapping of the status of MCP servers. */
    public static final class OfServerStatus implements AvroMapper<McpServerStatus, dev.pulser.wire.McpServerStatus> {

        @Override
        public dev.pulser.wire.McpServerStatus toWire(McpServerStatus value) {
            return dev.pulser.wire.McpServerStatus.newBuilder()
                    .setServer(value.server())
                    .setAdapter(value.adapter())
                    .setAt(value.at())
                    .setState(value.state())
                    .setReason(value.reason())
                    .setTransport(value.connection().transport())
                    .setProtocol(value.connection().protocol())
                    .setStarts(value.connection().starts())
                    .setPingMs(mapped(value.connection().ping(), Duration::toMillis))
                    .setTools(value.tools().accepted())
                    .setRejectedTools(value.tools().rejected())
                    .setSkippedLines(value.counters().skippedLines())
                    .setUnmatchedResponses(value.counters().unmatchedResponses())
                    .setRejectedRequests(value.counters().rejectedRequests())
                    .build();
        }

        @Override
        public McpServerStatus fromWire(dev.pulser.wire.McpServerStatus wire) {
            return new McpServerStatus(
                    wire.getServer(),
                    wire.getAdapter(),
                    wire.getAt(),
                    wire.getState(),
                    wire.getReason(),
                    new McpServerConnection(
                            wire.getTransport(),
                            wire.getProtocol(),
                            wire.getStarts(),
                            mapped(wire.getPingMs(), Duration::ofMillis)),
                    new McpServerTools(wire.getTools(), wire.getRejectedTools()),
                    new McpServerCounters(
                            wire.getSkippedLines(), wire.getUnmatchedResponses(), wire.getRejectedRequests()));
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.mcp.declaration.ServerDefinition;
import dev.pulser.mcp.http.StreamableHttpConnection;
import dev.pulser.mcp.rpc.McpConnection;
import dev.pulser.mcp.rpc.MessageDispatcher;
import dev.pulser.mcp.session.ServerStartException;
import dev.pulser.mcp.stdio.StdioConnection;
import dev.pulser.service.egress.Egress;
import java.io.IOException;

/** Factory of connections for both transports. */
final class ConnectionFactory {

    private final int maxMessageBytes;
    private final Egress egress;

    ConnectionFactory(McpClientConfig config, EgressPolicy egress) {
        this.maxMessageBytes = config.maxMessageBytes();
        this.egress = new Egress(egress);
    }

    McpConnection open(ServerDefinition definition, MessageDispatcher dispatcher) throws ServerStartException {
        return switch (definition) {
            case ServerDefinition.Stdio stdio -> openStdio(stdio, dispatcher);
            case ServerDefinition.Http http -> StreamableHttpConnection.open(http, maxMessageBytes, dispatcher, egress);
        };
    }

    private McpConnection openStdio(ServerDefinition.Stdio definition, MessageDispatcher dispatcher)
            throws ServerStartException {
        try {
            return StdioConnection.open(definition, maxMessageBytes, dispatcher);
        } catch (IOException e) {
            throw new ServerStartException(
                    "Process could not be started: " + Excerpt.line(String.valueOf(e.getMessage())));
        }
    }
}

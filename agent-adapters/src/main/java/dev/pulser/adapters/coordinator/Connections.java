// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.declared.ServerDefinition;
import dev.pulser.adapters.coordinator.rpc.Inbox;
import dev.pulser.adapters.coordinator.rpc.McpConnection;
import dev.pulser.adapters.coordinator.stdio.StdioConnection;
import dev.pulser.adapters.coordinator.streamable.StreamableConnection;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.contract.egress.EgressPolicy;
import java.io.IOException;

/** Opens a connection to a server, in whichever way it is reached. */
final class Connections {

    private final int maxMessageBytes;
    private final EgressPolicy egress;

    Connections(McpConfig config, EgressPolicy egress) {
        this.maxMessageBytes = config.maxMessageBytes();
        this.egress = egress;
    }

    McpConnection open(ServerDefinition definition, Inbox inbox) throws StartFailure {
        return switch (definition) {
            case ServerDefinition.Command command -> start(command, inbox);
            case ServerDefinition.Url url -> StreamableConnection.open(url, maxMessageBytes, inbox, egress);
        };
    }

    private McpConnection start(ServerDefinition.Command command, Inbox inbox) throws StartFailure {
        try {
            return StdioConnection.open(command, maxMessageBytes, inbox);
        } catch (IOException e) {
            throw new StartFailure("it cannot be run: " + Excerpt.printable(String.valueOf(e.getMessage())));
        }
    }
}

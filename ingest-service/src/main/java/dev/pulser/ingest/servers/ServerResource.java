// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.servers;

import static java.util.stream.Collectors.groupingBy;

import dev.pulser.contract.tool.ServerStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The MCP servers. */
@Path("/api/v1/servers")
@Tag(name = "tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ServerResource {

    private final ServerCatalogue catalogue;

    ServerResource(ServerCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The answer. */
    public record Servers(List<ServerView> servers) {}

    /** Every server that an adapter has spoken of within a day, in the order of their names. */
    @GET
    @Operation(operationId = "list-servers", summary = "Every MCP server, and how each adapter finds it")
    public Servers list() {
        var oldest = catalogue.oldestThatCounts();
        var byName =
                catalogue.views().stream().collect(groupingBy(ServerStatus::server, TreeMap::new, Collectors.toList()));
        return new Servers(byName.entrySet().stream()
                .map(entry -> ServerView.of(entry.getKey(), entry.getValue(), oldest))
                .toList());
    }
}

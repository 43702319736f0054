// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.servers;

import static java.util.stream.Collectors.groupingBy;

import dev.pulser.contract.tool.McpServerStatus;
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

/** REST resource of MCP servers. */
@Path("/api/v1/servers")
@Tag(name = "tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class McpServerResource {

    private final McpServerCatalog catalog;

    McpServerResource(McpServerCatalog catalog) {
        this.catalog = catalog;
    }

    /** Response body. */
    public record Servers(List<McpServerView> servers) {}

    /** Returns every server reported within a day, ordered by name. */
    @GET
    @Operation(operationId = "list-servers", summary = "Lists MCP servers and their status by adapter")
    public Servers list() {
        var staleBefore = catalog.staleBefore();
        var byName = catalog.statuses().stream()
                .collect(groupingBy(McpServerStatus::server, TreeMap::new, Collectors.toList()));
        return new Servers(byName.entrySet().stream()
                .map(entry -> McpServerView.of(entry.getKey(), entry.getValue(), staleBefore))
                .toList());
    }
}

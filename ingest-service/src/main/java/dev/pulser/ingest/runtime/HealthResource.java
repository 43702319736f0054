// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.runtime;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST resource for liveness. */
@Path("/health")
@Tag(name = "health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    HealthResource() {}

    /** Returns 200 while the process runs, whatever its dependencies do. Readiness is at {@code /q/health/ready}. */
    @GET
    @Operation(operationId = "get-health", summary = "Returns 200 while the service runs")
    public Alive get() {
        return new Alive(true);
    }

    /** Response body. */
    public record Alive(boolean ok) {}
}

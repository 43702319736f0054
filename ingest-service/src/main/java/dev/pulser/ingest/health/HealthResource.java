// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether anybody is here. */
@Path("/health")
@Tag(name = "health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    HealthResource() {}

    /** Answers as long as the service runs, whatever else is away; readiness is at {@code /q/health/ready}. */
    @GET
    @Operation(operationId = "get-health", summary = "Answers as long as the service runs")
    public Alive get() {
        return new Alive(true);
    }

    /** The answer. */
    public record Alive(boolean ok) {}
}

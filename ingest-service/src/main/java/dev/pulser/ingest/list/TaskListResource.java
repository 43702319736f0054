// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.contract.name.Company;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST resource that lists tasks. */
@Path("/api/v1/tasks")
@Tag(name = "tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TaskListResource {

    private final TaskListing listing;

    TaskListResource(TaskListing listing) {
        this.listing = listing;
    }

    /** Returns one page of tasks. A task appears shortly after it was accepted. */
    @GET
    @Operation(operationId = "list-tasks", summary = "Lists tasks, newest first, without payloads and results")
    @APIResponse(responseCode = "200", description = "A page of tasks")
    public TaskPage list(@BeanParam TaskListParameters parameters) {
        return listing.page(Company.DEFAULT, parameters.values());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.persistence.deadletter.DeadLetterRepository;
import dev.pulser.ingest.status.TaskProblems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** REST resource that lists and returns dead letters. */
@Path("/api/v1/dead-letters")
@Tag(name = "dead letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLetterResource {

    private final DeadLetterRepository deadLetters;
    private final DeadLetterListing listing;

    DeadLetterResource(DeadLetterRepository deadLetters, DeadLetterListing listing) {
        this.deadLetters = deadLetters;
        this.listing = listing;
    }

    /** Returns one page of dead letters. */
    @GET
    @Operation(
            operationId = "list-dead-letters",
            summary = "Lists dead letters, newest first, without payloads and attempts")
    @APIResponse(responseCode = "200", description = "A page of dead letters")
    public DeadLetterPage list(@BeanParam DeadLetterListParameters parameters) {
        return listing.page(Company.DEFAULT, parameters.values());
    }

    /** Returns the newest dead letter of a task. */
    @GET
    @Path("/{task_id}")
    @Operation(
            operationId = "get-dead-letter",
            summary = "Returns the dead letter of a task with its payload and attempts")
    @APIResponse(responseCode = "200", description = "The dead letter")
    public DeadLetterView get(@RestPath("task_id") String taskId) {
        var task = TaskProblems.parseTaskId(taskId);
        return DeadLetterView.full(DeadLetterProblems.require(task, deadLetters.find(Company.DEFAULT, task)));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.contract.company.Company;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists tasks, newest first. */
@Path("/api/v1/tasks")
@Tag(name = "tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TaskListResource {

    private final TaskListing listing;

    TaskListResource(TaskListing listing) {
        this.listing = listing;
    }

    /** One page. A task appears a moment after it was accepted. */
    @GET
    @Operation(operationId = "list-tasks", summary = "Tasks, newest first, without payloads and results")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {
                                "queued",
                                "running",
                                "retrying",
                                "completed",
                                "failed",
                                "cancelled",
                                "expired"
                            }))
    @Parameter(name = "agent", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "priority",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"critical", "high", "medium", "low"}))
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Task type",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Created at or after this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Created before this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "text",
            in = ParameterIn.QUERY,
            description = "Somewhere in the payload, taken literally, in any case of letters",
            schema = @Schema(type = SchemaType.STRING, maxLength = TaskQuery.MAX_TEXT_CHARS))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Tasks on the page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "next_cursor of the page before, with the same filters",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "A page")
    public TaskPage list(@Context UriInfo uri) {
        return listing.page(Company.DEFAULT, uri.getQueryParameters());
    }
}

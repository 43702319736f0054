// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.rows.letter.StoredLetters;
import dev.pulser.ingest.status.StatusProblems;
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
import org.jboss.resteasy.reactive.RestPath;

/** Shows dead letters. */
@Path("/api/v1/dead-letters")
@Tag(name = "dead letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LetterResource {

    private final StoredLetters stored;
    private final LetterListing listing;

    LetterResource(StoredLetters stored, LetterListing listing) {
        this.stored = stored;
        this.listing = listing;
    }

    /** One page. */
    @GET
    @Operation(operationId = "list-dead-letters", summary = "Dead letters, newest first, without payloads and attempts")
    @Parameter(name = "agent", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Task type",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "code",
            in = ParameterIn.QUERY,
            description = "What went wrong",
            schema = @Schema(type = SchemaType.STRING, maxLength = LetterQuery.MAX_CODE_CHARS))
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"open", "replayed", "dropped"}))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Written at or after this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Written before this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Letters on the page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "next_cursor of the page before, with the same filters",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "A page")
    public LetterPage list(@Context UriInfo uri) {
        return listing.page(Company.DEFAULT, uri.getQueryParameters());
    }

    /** Everything about one. */
    @GET
    @Path("/{task_id}")
    @Operation(operationId = "get-dead-letter", summary = "The dead letter of a task, with its payload and attempts")
    @APIResponse(responseCode = "200", description = "The dead letter")
    public LetterView get(@RestPath("task_id") String taskId) {
        var task = StatusProblems.taskId(taskId);
        return LetterView.whole(LetterProblems.found(task, stored.find(Company.DEFAULT, task)));
    }
}

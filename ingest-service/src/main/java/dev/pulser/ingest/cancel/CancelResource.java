// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.AskedRequest;
import dev.pulser.ingest.known.TaskSnapshot;
import dev.pulser.ingest.page.TaskCursor;
import dev.pulser.ingest.rows.StoredTasks;
import dev.pulser.ingest.rows.TaskFilter.Position;
import dev.pulser.ingest.status.StatusProblems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Cancels tasks. Acceptance means that the command is durable; the task ends a moment later. */
@Path("/api/v1/tasks")
@Tag(name = "tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CancelResource {

    private final Cancels cancels;
    private final StoredTasks stored;
    private final TaskCursor cursors;
    private final InstantSource time;

    CancelResource(Cancels cancels, StoredTasks stored, TaskCursor cursors, InstantSource time) {
        this.cancels = cancels;
        this.stored = stored;
        this.cursors = cursors;
        this.time = time;
    }

    /** One. What waits ends at once; what runs is interrupted, and ends cancelled whatever its agent answers. */
    @POST
    @Path("/{id}/cancel")
    @Operation(operationId = "cancel-task", summary = "Cancels a task that waits or runs")
    @APIResponse(
            responseCode = "202",
            description = "Kafka has the command",
            content = @Content(schema = @Schema(implementation = CancelReceipt.class)))
    public RestResponse<CancelReceipt> cancel(
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedRequest.class)))
                    byte @Nullable [] body) {
        var receipt = cancels.cancel(Company.DEFAULT, StatusProblems.taskId(id), Asked.of(body));
        return RestResponse.ResponseBuilder.accepted(receipt).build();
    }

    /** Many: a page of those that match, oldest first, as far as Postgres knows. */
    @POST
    @Path("/cancel")
    @Operation(
            operationId = "cancel-tasks",
            summary = "Cancels, or with dry_run counts, the tasks that match and are not over")
    @APIResponse(
            responseCode = "202",
            description = "Kafka has the commands",
            content = @Content(schema = @Schema(implementation = BulkCancelReceipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dry_run: counted",
            content = @Content(schema = @Schema(implementation = BulkCancelReceipt.class)))
    public RestResponse<BulkCancelReceipt> cancelAll(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CancelRequest.class)))
                    byte @Nullable [] body) {
        var query = CancelQuery.of(body, Company.DEFAULT, cursors, time.instant());
        var open = StatusProblems.answered(stored.open(Company.DEFAULT, query.filter()));
        if (query.dryRun()) {
            return RestResponse.ok(new BulkCancelReceipt(true, open.matching(), List.of(), null));
        }
        int limit = query.filter().limit();
        var page = open.page().subList(0, Math.min(limit, open.page().size()));
        cancels.send(Company.DEFAULT, page, query.asked());
        var next = open.page().size() > limit ? after(query, page.getLast()) : null;
        var ids = page.stream().map(TaskSnapshot::id).map(TaskId::value).toList();
        return RestResponse.ResponseBuilder.accepted(new BulkCancelReceipt(false, open.matching(), ids, next))
                .build();
    }

    private String after(CancelQuery query, TaskSnapshot last) {
        return cursors.write(Company.DEFAULT, query.filters(), new Position(last.createdAt(), last.id()));
    }
}

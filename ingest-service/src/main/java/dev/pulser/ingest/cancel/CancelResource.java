// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cancel;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.AuditInfoRequest;
import dev.pulser.ingest.paging.TaskCursor;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import dev.pulser.ingest.persistence.task.TaskRepository;
import dev.pulser.ingest.status.TaskProblems;
import dev.pulser.ingest.taskcache.TaskSnapshot;
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

/** REST resource that cancels tasks. A 202 means that the command is durable; the task ends shortly after. */
@Path("/api/v1/tasks")
@Tag(name = "tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CancelResource {

    private final TaskCanceler canceler;
    private final TaskRepository tasks;
    private final TaskCursor cursors;
    private final InstantSource time;

    CancelResource(TaskCanceler canceler, TaskRepository tasks, TaskCursor cursors, InstantSource time) {
        this.canceler = canceler;
        this.tasks = tasks;
        this.cursors = cursors;
        this.time = time;
    }

    /**
     * Cancels one task. A waiting task ends at once; a running one is interrupted and ends cancelled whatever its agent
     * returns.
     */
    @POST
    @Path("/{id}/cancel")
    @Operation(operationId = "cancel-task", summary = "Cancels a waiting or running task")
    @APIResponse(
            responseCode = "202",
            description = "The command is stored in Kafka",
            content = @Content(schema = @Schema(implementation = CancelReceipt.class)))
    public RestResponse<CancelReceipt> cancel(
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = AuditInfoRequest.class)))
                    byte @Nullable [] body) {
        var receipt = canceler.cancel(Company.DEFAULT, TaskProblems.parseTaskId(id), AuditInfo.of(body));
        return RestResponse.ResponseBuilder.accepted(receipt).build();
    }

    /** Cancels one page of the matching tasks in PostgreSQL, oldest first. */
    @POST
    @Path("/cancel")
    @Operation(operationId = "cancel-tasks", summary = "Cancels, or with dry_run counts, the active tasks that match")
    @APIResponse(
            responseCode = "202",
            description = "The commands are stored in Kafka",
            content = @Content(schema = @Schema(implementation = BulkCancelReceipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dry_run: the number of matches",
            content = @Content(schema = @Schema(implementation = BulkCancelReceipt.class)))
    public RestResponse<BulkCancelReceipt> cancelAll(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = BulkCancelRequest.class)))
                    byte @Nullable [] body) {
        var selection = CancelSelection.of(body, Company.DEFAULT, cursors, time.instant());
        var open = TaskProblems.requireAvailable(tasks.open(Company.DEFAULT, selection.filter(), selection.page()));
        if (selection.dryRun()) {
            return RestResponse.ok(new BulkCancelReceipt(true, open.total(), List.of(), null));
        }
        int limit = selection.page().limit();
        var page = open.rows().subList(0, Math.min(limit, open.rows().size()));
        canceler.send(Company.DEFAULT, page, selection.audit());
        var next = open.rows().size() > limit ? cursorAfter(selection, page.getLast()) : null;
        var ids = page.stream().map(TaskSnapshot::id).map(TaskId::value).toList();
        return RestResponse.ResponseBuilder.accepted(new BulkCancelReceipt(false, open.total(), ids, next))
                .build();
    }

    private String cursorAfter(CancelSelection selection, TaskSnapshot last) {
        return cursors.write(Company.DEFAULT, selection.filters(), new Position(last.createdAt(), last.id()));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.AuditInfoRequest;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Contents;
import dev.pulser.ingest.status.TaskProblems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** REST resource that replays and drops dead letters. A 202 means that the command is durable; the state changes later. */
@Path("/api/v1/dead-letters")
@Tag(name = "dead letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLetterCommandResource {

    private final BulkDeadLetterCommand bulk;
    private final DeadLetterReplayer replayer;
    private final DeadLetterDropper dropper;

    DeadLetterCommandResource(BulkDeadLetterCommand bulk, DeadLetterReplayer replayer, DeadLetterDropper dropper) {
        this.bulk = bulk;
        this.replayer = replayer;
        this.dropper = dropper;
    }

    /** Replays one dead letter. A repetition returns the same task. */
    @POST
    @Path("/{task_id}/replay")
    @Operation(operationId = "replay-dead-letter", summary = "Submits a failed task again, without its deadline")
    @APIResponse(
            responseCode = "202",
            description = "The new task is stored in Kafka",
            content = @Content(schema = @Schema(implementation = ReplayReceipt.class)))
    public RestResponse<ReplayReceipt> replay(
            @RestPath("task_id") String taskId,
            @RequestBody(content = @Content(schema = @Schema(implementation = AuditInfoRequest.class)))
                    byte @Nullable [] body) {
        var failed = TaskProblems.parseTaskId(taskId);
        var receipt = replayer.replay(Company.DEFAULT, failed, AuditInfo.of(body));
        return RestResponse.ResponseBuilder.accepted(receipt)
                .location(URI.create("/api/v1/tasks/" + receipt.taskId()))
                .build();
    }

    /** Replays the named dead letters, or one page of the matching open ones, oldest first. */
    @POST
    @Path("/replay")
    @Operation(operationId = "replay-dead-letters", summary = "Replays, or with dry_run counts, dead letters")
    @APIResponse(
            responseCode = "202",
            description = "One result per dead letter",
            content = @Content(schema = @Schema(implementation = BulkDeadLetterReceipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dry_run: the number of matches",
            content = @Content(schema = @Schema(implementation = BulkDeadLetterReceipt.class)))
    public RestResponse<BulkDeadLetterReceipt> replayAll(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DeadLetterSelectionRequest.class)))
                    byte @Nullable [] body) {
        return answer(bulk.run(body, Contents.TASK, replayer::replay));
    }

    /** Drops dead letters, selected as for a replay. A dropped dead letter can still be replayed. */
    @POST
    @Path("/drop")
    @Operation(operationId = "drop-dead-letters", summary = "Drops, or with dry_run counts, dead letters")
    @APIResponse(
            responseCode = "202",
            description = "One result per dead letter",
            content = @Content(schema = @Schema(implementation = BulkDeadLetterReceipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dry_run: the number of matches",
            content = @Content(schema = @Schema(implementation = BulkDeadLetterReceipt.class)))
    public RestResponse<BulkDeadLetterReceipt> dropAll(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DeadLetterSelectionRequest.class)))
                    byte @Nullable [] body) {
        return answer(bulk.run(body, Contents.TASK_ID, dropper::drop));
    }

    private static RestResponse<BulkDeadLetterReceipt> answer(BulkDeadLetterReceipt receipts) {
        return receipts.dryRun()
                ? RestResponse.ok(receipts)
                : RestResponse.ResponseBuilder.accepted(receipts).build();
    }
}

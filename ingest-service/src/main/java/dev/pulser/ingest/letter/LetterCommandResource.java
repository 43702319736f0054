// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.AskedRequest;
import dev.pulser.ingest.rows.letter.LetterFilter.Needs;
import dev.pulser.ingest.status.StatusProblems;
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

/** Replays and drops dead letters. Acceptance means that it is durable; the letter's state follows a moment later. */
@Path("/api/v1/dead-letters")
@Tag(name = "dead letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LetterCommandResource {

    private final BulkLetters bulk;
    private final Replays replays;
    private final Drops drops;

    LetterCommandResource(BulkLetters bulk, Replays replays, Drops drops) {
        this.bulk = bulk;
        this.replays = replays;
        this.drops = drops;
    }

    /** One. The second replay of a letter answers the task of the first. */
    @POST
    @Path("/{task_id}/replay")
    @Operation(operationId = "replay-dead-letter", summary = "Makes a failed task a new one, without its deadline")
    @APIResponse(
            responseCode = "202",
            description = "Kafka has the new task",
            content = @Content(schema = @Schema(implementation = ReplayReceipt.class)))
    public RestResponse<ReplayReceipt> replay(
            @RestPath("task_id") String taskId,
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedRequest.class)))
                    byte @Nullable [] body) {
        var failed = StatusProblems.taskId(taskId);
        var receipt = replays.replay(Company.DEFAULT, failed, Asked.of(body));
        return RestResponse.ResponseBuilder.accepted(receipt)
                .location(URI.create("/api/v1/tasks/" + receipt.taskId()))
                .build();
    }

    /** Many: those that are named, or a page of the open ones that match, oldest first. */
    @POST
    @Path("/replay")
    @Operation(operationId = "replay-dead-letters", summary = "Replays, or with dry_run counts, many dead letters")
    @APIResponse(
            responseCode = "202",
            description = "Each letter has a result of its own",
            content = @Content(schema = @Schema(implementation = LetterReceipts.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dry_run: counted",
            content = @Content(schema = @Schema(implementation = LetterReceipts.class)))
    public RestResponse<LetterReceipts> replayAll(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SelectionRequest.class)))
                    byte @Nullable [] body) {
        return answer(bulk.run(body, Needs.WHOLE_TASK, replays::replay));
    }

    /** Many, as with a replay. A dropped letter can still be replayed. */
    @POST
    @Path("/drop")
    @Operation(operationId = "drop-dead-letters", summary = "Puts aside, or with dry_run counts, many dead letters")
    @APIResponse(
            responseCode = "202",
            description = "Each letter has a result of its own",
            content = @Content(schema = @Schema(implementation = LetterReceipts.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dry_run: counted",
            content = @Content(schema = @Schema(implementation = LetterReceipts.class)))
    public RestResponse<LetterReceipts> dropAll(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SelectionRequest.class)))
                    byte @Nullable [] body) {
        return answer(bulk.run(body, Needs.TASK, drops::drop));
    }

    private static RestResponse<LetterReceipts> answer(LetterReceipts receipts) {
        return receipts.dryRun()
                ? RestResponse.ok(receipts)
                : RestResponse.ResponseBuilder.accepted(receipts).build();
    }
}

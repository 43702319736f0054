// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.codec.intake.JsonIntakeCodec;
import dev.pulser.contract.codec.intake.MalformedTaskException;
import dev.pulser.contract.name.Company;
import dev.pulser.ingest.problem.CorrelationId;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.status.TaskLookup;
import dev.pulser.ingest.status.TaskView;
import dev.pulser.ingest.status.WaitPreference;
import dev.pulser.ingest.submit.SubmissionResult.Accepted;
import dev.pulser.ingest.submit.SubmissionResult.Rejected;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** REST resource that accepts tasks. A 202 means that the task is durable in Kafka, not that it has run. */
@Path("/api/v1/tasks")
@Tag(name = "tasks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TaskResource {

    private static final String TASKS = "/api/v1/tasks/";

    private final JsonIntakeCodec codec = new JsonIntakeCodec();
    private final TaskIntake intake;
    private final TaskLookup lookup;
    private final SubmitConfig config;

    TaskResource(TaskIntake intake, TaskLookup lookup, SubmitConfig config) {
        this.intake = intake;
        this.lookup = lookup;
        this.config = config;
    }

    /** Submits a task. Returns 202 with its location, or 200 with the task if the client waited for its end. */
    @POST
    @Operation(operationId = "submit-task", summary = "Submits a task")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description =
                    "1 to 255 visible ASCII characters. Within 24 hours, repeating a request with the same key returns"
                            + " the same task; a different request with the same key is rejected",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=N: respond when the task has ended, or after N seconds (at most 60)",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "202",
            description = "The task is stored in Kafka. With Prefer: wait, its current state after the timeout",
            content = @Content(schema = @Schema(implementation = TaskReceipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "With Prefer: wait, the ended task",
            content = @Content(schema = @Schema(implementation = TaskView.class)))
    public RestResponse<Object> submit(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TaskRequest.class)))
                    byte[] body,
            @Context HttpHeaders headers)
            throws InterruptedException {
        var submission = new Submission(
                Bytes.wrap(body),
                headers.getHeaderString("Idempotency-Key"),
                CorrelationId.validTraceparent(headers.getHeaderString("traceparent")));
        return switch (intake.accept(submission)) {
            case Rejected(var problem) -> throw new ProblemException(problem);
            case Accepted accepted -> {
                var prefers = Objects.requireNonNullElse(headers.getRequestHeader("Prefer"), List.<String>of());
                var wait = WaitPreference.of(prefers);
                yield wait.isPresent() ? waitForEnd(accepted, wait.get()) : receipt(accepted);
            }
        };
    }

    private static RestResponse<Object> receipt(Accepted accepted) {
        return RestResponse.ResponseBuilder.<Object>accepted(TaskReceipt.of(accepted))
                .location(location(accepted))
                .build();
    }

    private RestResponse<Object> waitForEnd(Accepted accepted, WaitPreference wait) throws InterruptedException {
        var id = accepted.task().id();
        var answer = lookup.await(Company.DEFAULT, id, TaskLookup.Detail.STATUS, wait.limit());
        var task = answer instanceof Lookup.Found<TaskSnapshot>(var found)
                ? found
                : TaskSnapshot.accepted(accepted.task(), accepted.agent());
        var status = task.state().isTerminal() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED;
        return RestResponse.ResponseBuilder.<Object>create(
                        status, TaskView.of(task.statusOnly(), accepted.estimatedCompletion()))
                .location(location(accepted))
                .header("Preference-Applied", wait.applied())
                .build();
    }

    private static URI location(Accepted accepted) {
        return URI.create(TASKS + accepted.task().id().value());
    }

    /** Submits a batch. Returns 202 with one result per task; an invalid task does not affect the others. */
    @POST
    @Path("/batch")
    @Operation(operationId = "submit-batch", summary = "Submits a batch of 1 to 1,000 tasks")
    @APIResponse(
            responseCode = "202",
            description = "One result per task, in the order of the batch",
            content = @Content(schema = @Schema(implementation = BatchReceipt.class)))
    public RestResponse<BatchReceipt> submitBatch(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            type = SchemaType.ARRAY,
                                                            implementation = TaskRequest.class)))
                    byte[] body,
            @Context HttpHeaders headers) {
        var traceparent = CorrelationId.validTraceparent(headers.getHeaderString("traceparent"));
        var acceptances = intake.accept(split(body).stream()
                .map(item -> new Submission(Bytes.wrap(item), null, traceparent))
                .toList());
        rejectIfUnavailable(acceptances);
        return RestResponse.ResponseBuilder.accepted(BatchReceipt.of(acceptances))
                .build();
    }

    private List<byte[]> split(byte[] body) {
        try {
            return codec.split(body, config.maxBatch());
        } catch (MalformedTaskException e) {
            throw new ProblemException(Problem.of(List.of(e.error())));
        }
    }

    /** Rejects the batch as a whole if every task failed with the same server-side problem. */
    private static void rejectIfUnavailable(List<SubmissionResult> acceptances) {
        if (acceptances.stream()
                        .allMatch(each -> each instanceof Rejected(var problem)
                                && problem.type().status() >= 500)
                && acceptances.getFirst() instanceof Rejected(var problem)) {
            throw new ProblemException(problem);
        }
    }
}

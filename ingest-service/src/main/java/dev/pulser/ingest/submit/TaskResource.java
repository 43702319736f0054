// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.codec.FaultyJson;
import dev.pulser.contract.codec.JsonIntakeCodec;
import dev.pulser.contract.company.Company;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.known.TaskSnapshot;
import dev.pulser.ingest.problem.CorrelationId;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.status.TaskStatusView;
import dev.pulser.ingest.status.TaskView;
import dev.pulser.ingest.status.WaitPreference;
import dev.pulser.ingest.submit.Acceptance.Accepted;
import dev.pulser.ingest.submit.Acceptance.Refused;
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

/** Takes tasks in. Acceptance means durably written to Kafka, not done. */
@Path("/api/v1/tasks")
@Tag(name = "tasks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TaskResource {

    private static final String TASKS = "/api/v1/tasks/";

    private final JsonIntakeCodec codec = new JsonIntakeCodec();
    private final TaskIntake intake;
    private final TaskStatusView view;
    private final SubmitConfig config;

    TaskResource(TaskIntake intake, TaskStatusView view, SubmitConfig config) {
        this.intake = intake;
        this.view = view;
        this.config = config;
    }

    /** 202 with the task's location; 200 with the task where the client waited for its end. */
    @POST
    @Operation(operationId = "submit-task", summary = "Submits a task")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description = "1 to 255 visible ASCII characters. The same key with the same task gives the same id for 24"
                    + " hours, and one task; with another task it is refused",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=N: answer when the task has ended, at the latest after N seconds (60 at most)",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "202",
            description = "Accepted: Kafka has it. With Prefer: wait, the task as it was when the time was over",
            content = @Content(schema = @Schema(implementation = TaskReceipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "With Prefer: wait, the task that has ended",
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
            case Refused(var problem) -> throw new ProblemException(problem);
            case Accepted accepted -> {
                var prefers = Objects.requireNonNullElse(headers.getRequestHeader("Prefer"), List.<String>of());
                var wait = WaitPreference.of(prefers);
                yield wait.isPresent() ? awaited(accepted, wait.get()) : receipt(accepted);
            }
        };
    }

    private static RestResponse<Object> receipt(Accepted accepted) {
        return RestResponse.ResponseBuilder.<Object>accepted(TaskReceipt.of(accepted))
                .location(location(accepted))
                .build();
    }

    private RestResponse<Object> awaited(Accepted accepted, WaitPreference wait) throws InterruptedException {
        var id = accepted.task().id();
        var answer = view.await(Company.DEFAULT, id, TaskStatusView.Part.STATUS, wait.limit());
        var task = answer instanceof Lookup.Found<TaskSnapshot>(var found)
                ? found
                : TaskSnapshot.accepted(accepted.task(), accepted.agent());
        var status = task.state().isTerminal() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED;
        return RestResponse.ResponseBuilder.<Object>create(
                        status, TaskView.of(task.withoutPayload(), accepted.estimatedCompletion()))
                .location(location(accepted))
                .header("Preference-Applied", wait.applied())
                .build();
    }

    private static URI location(Accepted accepted) {
        return URI.create(TASKS + accepted.task().id().value());
    }

    /** 202 with a result for each: what is wrong with one task does not touch the others. */
    @POST
    @Path("/batch")
    @Operation(operationId = "submit-batch", summary = "Submits 1 to 1,000 tasks at once")
    @APIResponse(
            responseCode = "202",
            description = "Read; each task has a result of its own, in the order of the batch",
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
        refuseWhole(acceptances);
        return RestResponse.ResponseBuilder.accepted(BatchReceipt.of(acceptances))
                .build();
    }

    private List<byte[]> split(byte[] body) {
        try {
            return codec.split(body, config.maxBatch());
        } catch (FaultyJson e) {
            throw new ProblemException(Problem.of(List.of(e.fault())));
        }
    }

    /** A batch of which nothing got through, for no fault of its own, is one problem and not a thousand. */
    private static void refuseWhole(List<Acceptance> acceptances) {
        if (acceptances.stream()
                        .allMatch(each -> each instanceof Refused(var problem)
                                && problem.type().status() >= 500)
                && acceptances.getFirst() instanceof Refused(var problem)) {
            throw new ProblemException(problem);
        }
    }
}

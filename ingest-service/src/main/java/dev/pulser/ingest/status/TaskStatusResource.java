// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.status.TaskStatusView.Part;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Says where one task stands. */
@Path("/api/v1/tasks/{id}")
@Tag(name = "tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TaskStatusResource {

    private final ShownTasks tasks;
    private final TaskHistories histories;
    private final StatusProblems problems;

    TaskStatusResource(ShownTasks tasks, TaskHistories histories, StatusProblems problems) {
        this.tasks = tasks;
        this.histories = histories;
        this.problems = problems;
    }

    /** The whole task. */
    @GET
    @Operation(operationId = "get-task", summary = "A task, with its payload and its result")
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=N: answer when the task has ended, at the latest after N seconds (60 at most)")
    @APIResponse(responseCode = "200", description = "The task")
    public RestResponse<TaskView> get(@RestPath String id, @Context HttpHeaders headers) throws InterruptedException {
        return answer(id, Part.WHOLE, headers);
    }

    /** The same without what was asked for. */
    @GET
    @Path("/status")
    @Operation(operationId = "get-task-status", summary = "A task without its payload")
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=N: answer when the task has ended, at the latest after N seconds (60 at most)")
    @APIResponse(responseCode = "200", description = "The task")
    public RestResponse<TaskView> status(@RestPath String id, @Context HttpHeaders headers)
            throws InterruptedException {
        return answer(id, Part.STATUS, headers);
    }

    /** Every step so far. */
    @GET
    @Path("/events")
    @Operation(operationId = "get-task-events", summary = "Every step of a task so far, in order")
    @APIResponse(responseCode = "200", description = "The steps")
    public TaskHistory events(@RestPath String id) {
        var task = StatusProblems.taskId(id);
        return problems.found(Company.DEFAULT, task, histories.of(Company.DEFAULT, task));
    }

    private RestResponse<TaskView> answer(String id, Part part, HttpHeaders headers) throws InterruptedException {
        var task = StatusProblems.taskId(id);
        var prefers = Objects.requireNonNullElse(headers.getRequestHeader("Prefer"), List.<String>of());
        var wait = WaitPreference.of(prefers);
        var shown = wait.isPresent()
                ? tasks.await(Company.DEFAULT, task, part, wait.get().limit(), known -> true)
                : tasks.find(Company.DEFAULT, task, part);
        var response = RestResponse.ResponseBuilder.ok(shown).header("Cache-Control", "no-store");
        wait.ifPresent(preference -> response.header("Preference-Applied", preference.applied()));
        return response.build();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.status.TaskLookup.Detail;
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

/** REST resource of a single task. */
@Path("/api/v1/tasks/{id}")
@Tag(name = "tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TaskStatusResource {

    private final TaskViewReader tasks;
    private final TaskEventHistoryReader histories;
    private final TaskProblems problems;

    TaskStatusResource(TaskViewReader tasks, TaskEventHistoryReader histories, TaskProblems problems) {
        this.tasks = tasks;
        this.histories = histories;
        this.problems = problems;
    }

    /** Returns a task with payload and result. */
    @GET
    @Operation(operationId = "get-task", summary = "Returns a task with its payload and result")
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=N: respond when the task has ended, or after N seconds (at most 60)")
    @APIResponse(responseCode = "200", description = "The task")
    public RestResponse<TaskView> get(@RestPath String id, @Context HttpHeaders headers) throws InterruptedException {
        return answer(id, Detail.FULL, headers);
    }

    /** Returns a task without its payload. */
    @GET
    @Path("/status")
    @Operation(operationId = "get-task-status", summary = "Returns a task without its payload")
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=N: respond when the task has ended, or after N seconds (at most 60)")
    @APIResponse(responseCode = "200", description = "The task")
    public RestResponse<TaskView> status(@RestPath String id, @Context HttpHeaders headers)
            throws InterruptedException {
        return answer(id, Detail.STATUS, headers);
    }

    /** Returns the events of a task. */
    @GET
    @Path("/events")
    @Operation(operationId = "get-task-events", summary = "Returns the events of a task, oldest first")
    @APIResponse(responseCode = "200", description = "The events")
    public TaskEventHistory events(@RestPath String id) {
        var task = TaskProblems.parseTaskId(id);
        return problems.require(Company.DEFAULT, task, histories.of(Company.DEFAULT, task));
    }

    private RestResponse<TaskView> answer(String id, Detail detail, HttpHeaders headers) throws InterruptedException {
        var task = TaskProblems.parseTaskId(id);
        var prefers = Objects.requireNonNullElse(headers.getRequestHeader("Prefer"), List.<String>of());
        var wait = WaitPreference.of(prefers);
        var shown = wait.isPresent()
                ? tasks.await(Company.DEFAULT, task, detail, wait.get().limit(), known -> true)
                : tasks.find(Company.DEFAULT, task, detail);
        var response = RestResponse.ResponseBuilder.ok(shown).header("Cache-Control", "no-store");
        wait.ifPresent(preference -> response.header("Preference-Applied", preference.applied()));
        return response.build();
    }
}

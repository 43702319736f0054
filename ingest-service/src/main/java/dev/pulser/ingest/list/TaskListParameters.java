// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.ingest.paging.PageParameters;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters of {@code GET /api/v1/tasks}. */
public class TaskListParameters extends PageParameters {

    @RestQuery
    @Parameter(
            description = "Status",
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
    @Nullable
    String status;

    @RestQuery
    @Parameter(description = "Assigned agent")
    @Nullable
    String agent;

    @RestQuery
    @Parameter(
            description = "Priority",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"critical", "high", "medium", "low"}))
    @Nullable
    String priority;

    @RestQuery
    @Parameter(description = "Task type")
    @Nullable
    String type;

    @RestQuery
    @Parameter(
            description = "Label as key=value, or key for any value. Repeatable; a task must match all of them",
            schema =
                    @Schema(
                            type = SchemaType.ARRAY,
                            implementation = String.class,
                            examples = "[\"team=data\", \"env=prod\"]"))
    @Nullable
    List<String> label;

    @RestQuery
    @Parameter(
            description = "Created at or after this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String from;

    @RestQuery
    @Parameter(
            description = "Created before this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String to;

    @RestQuery
    @Parameter(
            description = "Text in the payload, case-insensitive",
            schema = @Schema(type = SchemaType.STRING, maxLength = TaskListQuery.MAX_TEXT_CHARS))
    @Nullable
    String text;
}

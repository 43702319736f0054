// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter;

import dev.pulser.ingest.paging.PageParameters;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters of {@code GET /api/v1/dead-letters}. */
public class DeadLetterListParameters extends PageParameters {

    @RestQuery
    @Parameter(description = "Agent of the last attempt")
    @Nullable
    String agent;

    @RestQuery
    @Parameter(description = "Task type")
    @Nullable
    String type;

    @RestQuery
    @Parameter(
            description = "Error code",
            schema = @Schema(type = SchemaType.STRING, maxLength = DeadLetterListQuery.MAX_CODE_CHARS))
    @Nullable
    String code;

    @RestQuery
    @Parameter(
            description = "State",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"open", "replayed", "dropped"}))
    @Nullable
    String state;

    @RestQuery
    @Parameter(
            description = "Written at or after this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String from;

    @RestQuery
    @Parameter(
            description = "Written before this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String to;
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.ingest.paging.PageParameters;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters of {@code GET /api/v1/tools}. */
public class ToolListParameters extends PageParameters {

    @RestQuery
    @Parameter(
            description = "Search text in natural language; the page is ordered by relevance",
            schema = @Schema(type = SchemaType.STRING, maxLength = ToolListQuery.MAX_TEXT_CHARS))
    @Nullable
    String q;

    @RestQuery
    @Parameter(description = "MCP server")
    @Nullable
    String server;

    @RestQuery
    @Parameter(
            description = "Exact tool name",
            schema = @Schema(type = SchemaType.STRING, maxLength = ToolListQuery.MAX_TOOL_CHARS))
    @Nullable
    String tool;

    @RestQuery
    @Parameter(
            description = "State; omitted, all tools but those that are gone",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"approved", "quarantined", "gone"}))
    @Nullable
    String state;

    @RestQuery
    @Parameter(description = "Agent that may call the tool")
    @Nullable
    String agent;
}

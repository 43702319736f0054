// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.paging;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of every list, the superclass of the parameters of each list. The fields document the parameters in
 * OpenAPI; {@link ListQuery} reads the values, because JAX-RS would ignore unknown and repeated ones.
 */
public abstract class PageParameters {

    @RestQuery
    @Parameter(
            description = "Largest number of entries on the page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
    @Nullable
    String limit;

    @RestQuery
    @Parameter(description = "next_cursor of the previous page, with the same filters")
    @Nullable
    String cursor;

    @Context
    @Nullable
    UriInfo uri;

    /** Returns all query parameters by name. */
    public Map<String, List<String>> values() {
        return uri == null ? Map.of() : uri.getQueryParameters();
    }
}

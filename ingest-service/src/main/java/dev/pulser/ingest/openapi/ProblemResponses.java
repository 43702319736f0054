// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.openapi;

import dev.pulser.ingest.problem.ProblemJson;
import dev.pulser.ingest.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds to every operation that whatever else it answers is a problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

    private static final String REFERENCE = "#/components/schemas/Problem";

    /** For the framework. */
    public ProblemResponses() {}

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema("Problem", problem());
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(ProblemResponses::complete));
    }

    private static void complete(Operation operation) {
        var content = OASFactory.createContent()
                .addMediaType(
                        ProblemJson.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(REFERENCE)));
        operation
                .getResponses()
                .addAPIResponse(
                        "default",
                        OASFactory.createAPIResponse()
                                .description("A problem (RFC 9457); its type says which")
                                .content(content));
    }

    private static Schema problem() {
        List<Object> types = Arrays.stream(ProblemType.values())
                .<Object>map(ProblemType::uri)
                .toList();
        var error = object().addProperty("code", text())
                .addProperty("field", text().description("JSON Pointer; empty for the whole body"))
                .addProperty("detail", text());
        return object().addProperty("type", text().enumeration(types))
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text().description("Names the field, the limit and the way out"))
                .addProperty("correlation_id", text().description("The same as in the service's log"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(error)
                                .description("Everything wrong with a submission"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}

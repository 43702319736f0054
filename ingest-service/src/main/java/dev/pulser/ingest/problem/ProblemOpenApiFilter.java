// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** OpenAPI filter that adds the problem schema and a default problem response to every operation. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemOpenApiFilter implements OASFilter {

    private static final String REFERENCE = "#/components/schemas/Problem";

    public ProblemOpenApiFilter() {}

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema("Problem", problem());
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(ProblemOpenApiFilter::complete));
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
                                .description("Problem (RFC 9457)")
                                .content(content));
    }

    private static Schema problem() {
        List<Object> types = Arrays.stream(ProblemType.values())
                .<Object>map(ProblemType::uri)
                .toList();
        var error = object().addProperty("code", text())
                .addProperty("field", text().description("JSON Pointer to the field; empty for the whole body"))
                .addProperty("detail", text());
        return object().addProperty("type", text().enumeration(types))
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text().description("Cause and remedy"))
                .addProperty("correlation_id", text().description("Correlation id in the service log"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(error)
                                .description("All validation errors"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.document.AgentSchema;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Filter that adds the schemas of agent definitions to the OpenAPI document: the definition itself, the body of a creation or
 * replacement, and the body of a change. All three come from {@link AgentSchema}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class AgentOpenApiSchemas implements OASFilter {

    static final String DEFINITION = "#/components/schemas/AgentDefinition";
    static final String REQUEST = "#/components/schemas/AgentDefinitionRequest";
    static final String PATCH = "#/components/schemas/AgentDefinitionPatch";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OBJECT_KEYWORDS = List.of("required", "dependentRequired", "allOf");

    /** Creates the filter; called by Quarkus. */
    public AgentOpenApiSchemas() {}

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var definition = AgentSchema.document();
        var request = withAuditFields(definition.deepCopy());
        var patch = request.deepCopy().without(OBJECT_KEYWORDS);
        document.getComponents().addSchema("AgentDefinition", schema(definition));
        document.getComponents().addSchema("AgentDefinitionRequest", schema(request));
        document.getComponents().addSchema("AgentDefinitionPatch", schema(patch));
    }

    private static ObjectNode withAuditFields(ObjectNode definition) {
        var properties = definition.withObject("properties");
        properties
                .putObject("by")
                .put("type", "string")
                .put("maxLength", 256)
                .put("description", "Requester, recorded in the audit log.");
        properties
                .putObject("reason")
                .put("type", "string")
                .put("maxLength", 500)
                .put("description", "Reason, recorded in the audit log.");
        return definition;
    }

    private static Schema schema(JsonNode json) {
        var schema = OASFactory.createSchema();
        if (json.isBoolean()) {
            return schema.booleanSchema(json.booleanValue());
        }
        json.properties().forEach(keyword -> add(schema, keyword.getKey(), keyword.getValue()));
        return schema;
    }

    /** Adds a keyword of JSON Schema; those for editors only are skipped. */
    private static void add(Schema schema, String keyword, JsonNode value) {
        switch (keyword) {
            case "title" -> schema.setTitle(value.asText());
            case "description" -> schema.setDescription(value.asText());
            case "type" -> schema.addType(SchemaType.valueOf(value.asText().toUpperCase(Locale.ROOT)));
            case "format" -> schema.setFormat(value.asText());
            case "pattern" -> schema.setPattern(value.asText());
            case "default" -> schema.setDefaultValue(plain(value));
            case "enum" -> schema.setEnumeration(values(value));
            case "examples" -> schema.setExamples(values(value));
            case "const" -> schema.setConstValue(plain(value));
            case "minimum" -> schema.setMinimum(value.decimalValue());
            case "maximum" -> schema.setMaximum(value.decimalValue());
            case "exclusiveMinimum" -> schema.setExclusiveMinimum(value.decimalValue());
            case "multipleOf" -> schema.setMultipleOf(value.decimalValue());
            case "minLength" -> schema.setMinLength(value.intValue());
            case "maxLength" -> schema.setMaxLength(value.intValue());
            case "minItems" -> schema.setMinItems(value.intValue());
            case "uniqueItems" -> schema.setUniqueItems(value.booleanValue());
            case "items" -> schema.setItems(schema(value));
            case "properties" ->
                value.properties().forEach(field -> schema.addProperty(field.getKey(), schema(field.getValue())));
            case "additionalProperties" -> schema.setAdditionalPropertiesSchema(schema(value));
            case "propertyNames" -> schema.setPropertyNames(schema(value));
            case "required" -> texts(value).forEach(schema::addRequired);
            case "dependentRequired" ->
                value.properties()
                        .forEach(field -> schema.addDependentRequired(field.getKey(), texts(field.getValue())));
            case "allOf" -> value.forEach(part -> schema.addAllOf(schema(part)));
            case "not" -> schema.setNot(schema(value));
            case "if" -> schema.setIfSchema(schema(value));
            case "then" -> schema.setThenSchema(schema(value));
            default -> {}
        }
    }

    private static List<String> texts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<Object> values(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(AgentOpenApiSchemas::plain)
                .toList();
    }

    private static Object plain(JsonNode value) {
        return JSON.convertValue(value, Object.class);
    }
}

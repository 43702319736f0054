// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of arguments and results of tools, without additional properties. */
public final class ToolSchemas {

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private ToolSchemas() {}

    public static ObjectNode input(List<Parameter> parameters) {
        var schema = closedObject();
        for (var parameter : parameters) {
            properties(schema).set(parameter.name(), property(parameter));
            if (parameter.required()) {
                schema.withArray("required").add(parameter.name());
            }
        }
        return schema;
    }

    /** Returns the schema of a record. Components marked {@link Nullable} are optional, all others required. */
    public static ObjectNode output(Class<?> type) {
        var schema = closedObject();
        for (var component : type.getRecordComponents()) {
            var name = SNAKE_CASE.translate(component.getName());
            properties(schema).set(name, schemaOf(component.getGenericType()));
            if (!nullable(component)) {
                schema.withArray("required").add(name);
            }
        }
        return schema;
    }

    private static ObjectNode property(Parameter parameter) {
        var property = ToolboxJson.object();
        switch (parameter) {
            case Parameter.TextParameter text -> {
                property.put("type", "string").put("maxLength", Parameter.TextParameter.MAX_CHARS);
                if (text.required()) {
                    property.put("minLength", 1);
                }
            }
            case Parameter.IntegerParameter whole ->
                property.put("type", "integer")
                        .put("minimum", whole.min())
                        .put("maximum", whole.max())
                        .put("default", whole.defaultValue());
        }
        return property.put("description", parameter.description());
    }

    private static ObjectNode schemaOf(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            var array = ToolboxJson.object().put("type", "array");
            return array.set("items", schemaOf(list.getActualTypeArguments()[0]));
        }
        if (type instanceof Class<?> leaf) {
            return leaf.isRecord() ? output(leaf) : schemaOfLeaf(leaf);
        }
        throw new IllegalArgumentException("no schema for " + type.getTypeName());
    }

    private static ObjectNode schemaOfLeaf(Class<?> leaf) {
        if (leaf == JsonNode.class) {
            return ToolboxJson.object();
        }
        if (leaf == String.class || leaf.isEnum()) {
            return ToolboxJson.object().put("type", "string");
        }
        if (leaf == boolean.class) {
            return ToolboxJson.object().put("type", "boolean");
        }
        if (leaf == double.class) {
            return ToolboxJson.object().put("type", "number");
        }
        if (leaf == int.class || leaf == long.class || leaf == Integer.class || leaf == Long.class) {
            return ToolboxJson.object().put("type", "integer");
        }
        throw new IllegalArgumentException("no schema for " + leaf.getName());
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode closedObject() {
        var schema = ToolboxJson.object().put("type", "object").put("additionalProperties", false);
        schema.putObject("properties");
        return schema;
    }

    private static ObjectNode properties(ObjectNode schema) {
        return schema.withObjectProperty("properties");
    }
}

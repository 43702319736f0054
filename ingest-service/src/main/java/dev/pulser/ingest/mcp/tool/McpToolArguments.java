// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.json.JsonBody;
import dev.pulser.ingest.mcp.jsonrpc.RawJsonObject;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** Unvalidated arguments of a tool call, to be parsed by the same classes as REST requests. */
public final class McpToolArguments {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NONE = {'{', '}'};

    private final byte[] json;
    private final RawJsonObject members;

    private McpToolArguments(byte[] json, RawJsonObject members) {
        this.json = json;
        this.members = members;
    }

    /** Returns the arguments of {@code tools/call}; empty if they are not an object. */
    public static Optional<McpToolArguments> of(RawJsonObject params) {
        if (!params.has("arguments")) {
            return Optional.of(new McpToolArguments(NONE, RawJsonObject.EMPTY));
        }
        return Optional.ofNullable(params.object("arguments"))
                .map(members -> new McpToolArguments(params.json("arguments").orElseThrow(), members));
    }

    /** Returns the arguments as the body of a task submission. */
    Bytes asSubmission() {
        return Bytes.wrap(json);
    }

    /** Returns the arguments as the body of a command with these fields. */
    JsonBody asBody(List<String> fields) {
        return JsonBody.of(json, fields);
    }

    /**
     * Returns the arguments as query parameters: strings, and integers as text.
     *
     * @param repeatable arguments that may also be arrays of strings
     * @throws ProblemException listing all arguments of another type
     */
    Map<String, List<String>> asQuery(String... repeatable) {
        var parameters = new HashMap<String, List<String>>();
        var errors = new ArrayList<ValidationError>();
        for (var name : members.names()) {
            var values = values(name, List.of(repeatable).contains(name));
            if (values.isEmpty()) {
                var shown = Excerpt.escaped(name);
                errors.add(new ValidationError(
                        ValidationErrorCode.FIELD_TYPE,
                        "/" + shown,
                        "%s must be a string or an integer.".formatted(shown)));
            } else {
                parameters.put(name, values);
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(errors));
        }
        return parameters;
    }

    private List<String> values(String name, boolean repeatable) {
        try {
            var value = JSON.readTree(members.json(name).orElseThrow());
            if (value.isTextual() || value.isIntegralNumber()) {
                return List.of(value.asText());
            }
            boolean isList =
                    repeatable && value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            return isList ? value.valueStream().map(JsonNode::textValue).toList() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the JSON was validated before", e);
        }
    }

    /** Reads the required field {@code task_id}; empty text if it is absent. */
    static String taskId(JsonBody body) {
        if (!body.has("task_id")) {
            body.addError(ValidationErrorCode.FIELD_REQUIRED, "/task_id", "task_id is required.");
        }
        var id = body.<String>text("task_id", JsonBody.TASK_ID, text -> text);
        return id == null ? "" : id;
    }
}

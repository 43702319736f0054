// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.pulser.adapters.llm.chat.FunctionDefinition;
import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.adapters.llm.chat.Prompt;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.service.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conversion of prompts to requests of LangChain4j. */
final class ChatRequests {

    private ChatRequests() {}

    /** @param maxCompletionTokens true to send {@code max_completion_tokens} instead of {@code max_tokens} */
    static ChatRequest of(Prompt prompt, AgentModel model, boolean maxCompletionTokens) {
        var parameters = OpenAiChatRequestParameters.builder()
                .modelName(model.name())
                .temperature(model.temperature())
                .toolSpecifications(prompt.functions().stream()
                        .map(ChatRequests::specification)
                        .toList());
        if (maxCompletionTokens) {
            parameters.maxCompletionTokens(prompt.maxOutputTokens());
        } else {
            parameters.maxOutputTokens(prompt.maxOutputTokens());
        }
        return ChatRequest.builder()
                .messages(prompt.messages().stream().map(ChatRequests::message).toList())
                .parameters(parameters.build())
                .build();
    }

    private static ChatMessage message(ModelMessage message) {
        return switch (message) {
            case ModelMessage.Instructions(var text) -> SystemMessage.from(text);
            case ModelMessage.User(var text) -> UserMessage.from(text);
            case ModelMessage.Assistant(var text, var requests) ->
                AiMessage.builder()
                        .text(text.isEmpty() ? null : text)
                        .toolExecutionRequests(requests.stream()
                                .map(request -> ToolExecutionRequest.builder()
                                        .id(request.id())
                                        .name(request.function())
                                        .arguments(request.arguments())
                                        .build())
                                .toList())
                        .build();
            case ModelMessage.ToolResult(var request, var text) ->
                ToolExecutionResultMessage.builder()
                        .id(request)
                        .toolName("")
                        .text(text)
                        .build();
        };
    }

    private static ToolSpecification specification(FunctionDefinition function) {
        return ToolSpecification.builder()
                .name(function.name())
                .description(function.description())
                .parameters(schema(function.parameters()))
                .build();
    }

    /**
     * Converts a schema. Property schemas are passed on unchanged; of the keywords beside them only those that
     * endpoints support.
     */
    private static JsonObjectSchema schema(Json schema) {
        var members = schema.members();
        var object = JsonObjectSchema.builder()
                .addProperties(elements(members.get("properties")))
                .required(members.getOrDefault("required", Json.NULL).elements().stream()
                        .map(Json::asString)
                        .flatMap(Optional::stream)
                        .toList())
                .definitions(elements(members.get("$defs")));
        var additional = members.get("additionalProperties");
        if (additional != null && additional.text().equals("false")) {
            object.additionalProperties(false);
        }
        return object.build();
    }

    private static Map<String, JsonSchemaElement> elements(@Nullable Json schemas) {
        var elements = new LinkedHashMap<String, JsonSchemaElement>();
        if (schemas != null) {
            schemas.members()
                    .forEach((name, schema) ->
                            elements.put(name, JsonRawSchema.from(schema.isObject() ? schema.text() : "{}")));
        }
        return elements;
    }
}

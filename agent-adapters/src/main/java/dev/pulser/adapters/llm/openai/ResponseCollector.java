// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import dev.pulser.adapters.llm.chat.ModelResponse;
import dev.pulser.adapters.llm.chat.ModelResponse.FinishReason;
import dev.pulser.adapters.llm.chat.TokenCount;
import dev.pulser.adapters.llm.chat.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collector of a streamed response. Keeps the first failure. */
final class ResponseCollector implements StreamingChatResponseHandler {

    private static final int MAX_TAIL_CHARS = 2_000;

    private final Consumer<String> partial;
    private final StringBuilder tail = new StringBuilder();
    private @Nullable ModelResponse response;

    ResponseCollector(Consumer<String> partial) {
        this.partial = partial;
    }

    ModelResponse response() {
        return response == null ? new ModelResponse.ConnectionLost("response ended prematurely") : response;
    }

    @Override
    public void onPartialResponse(String piece) {
        tail.append(piece);
        tail.delete(0, Math.max(0, tail.length() - MAX_TAIL_CHARS));
        partial.accept(tail.toString());
    }

    @Override
    public void onCompleteResponse(ChatResponse completed) {
        if (response != null) {
            return;
        }
        var text = completed.aiMessage().text();
        response = new ModelResponse.Complete(
                text == null ? "" : text,
                requests(completed.aiMessage().toolExecutionRequests()),
                finishReason(completed.finishReason()),
                tokenCount(completed.tokenUsage()));
    }

    /** Converts tool requests. A request without an id receives one, because its result must refer to it. */
    private static List<ToolRequest> requests(List<ToolExecutionRequest> executionRequests) {
        var requests = new ArrayList<ToolRequest>();
        for (var request : executionRequests) {
            var id = request.id() == null || request.id().isBlank() ? "call_" + requests.size() : request.id();
            requests.add(new ToolRequest(id, orEmpty(request.name()), orEmpty(request.arguments())));
        }
        return requests;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static FinishReason finishReason(dev.langchain4j.model.output.@Nullable FinishReason reason) {
        return switch (reason) {
            case LENGTH -> FinishReason.LENGTH;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case STOP, TOOL_EXECUTION, OTHER -> FinishReason.STOP;
            case null -> FinishReason.STOP; // unknown to LangChain4j
        };
    }

    private static @Nullable TokenCount tokenCount(@Nullable TokenUsage usage) {
        return usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null
                ? null
                : new TokenCount(usage.inputTokenCount(), usage.outputTokenCount());
    }

    @Override
    public void onError(Throwable error) {
        if (response == null) {
            response = error instanceof ModelCallException failed
                    ? failed.response()
                    : new ModelResponse.Malformed(
                            "response is invalid: %s".formatted(error.getClass().getSimpleName()));
        }
    }
}

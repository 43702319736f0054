// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.pulser.adapters.llm.chat.Answer;
import dev.pulser.adapters.llm.chat.Answer.Ending;
import dev.pulser.adapters.llm.chat.Tokens;
import dev.pulser.adapters.llm.chat.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the pieces of one answer together. The first thing that goes wrong counts. */
final class Collected implements StreamingChatResponseHandler {

    private static final int SHOWN_CHARS = 2_000;

    private final Consumer<String> partial;
    private final StringBuilder end = new StringBuilder();
    private @Nullable Answer answer;

    Collected(Consumer<String> partial) {
        this.partial = partial;
    }

    Answer answer() {
        return answer == null ? new Answer.Broken("its answer ended in the middle") : answer;
    }

    @Override
    public void onPartialResponse(String piece) {
        end.append(piece);
        end.delete(0, Math.max(0, end.length() - SHOWN_CHARS));
        partial.accept(end.toString());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (answer != null) {
            return;
        }
        var said = response.aiMessage().text();
        answer = new Answer.Whole(
                said == null ? "" : said,
                requests(response.aiMessage().toolExecutionRequests()),
                ending(response.finishReason()),
                counted(response.tokenUsage()));
    }

    /** A request without an id gets one, because its answer has to name it. */
    private static List<ToolRequest> requests(List<ToolExecutionRequest> asked) {
        var requests = new ArrayList<ToolRequest>();
        for (var request : asked) {
            var id = request.id() == null || request.id().isBlank() ? "call_" + requests.size() : request.id();
            requests.add(new ToolRequest(id, orEmpty(request.name()), orEmpty(request.arguments())));
        }
        return requests;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Ending ending(@Nullable FinishReason reason) {
        return switch (reason) {
            case LENGTH -> Ending.LENGTH;
            case CONTENT_FILTER -> Ending.FILTERED;
            case STOP, TOOL_EXECUTION, OTHER -> Ending.DONE;
            case null -> Ending.DONE; // one of the endpoint's own
        };
    }

    private static @Nullable Tokens counted(@Nullable TokenUsage usage) {
        return usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null
                ? null
                : new Tokens(usage.inputTokenCount(), usage.outputTokenCount());
    }

    @Override
    public void onError(Throwable error) {
        if (answer == null) {
            answer = error instanceof CallFailed failed
                    ? failed.answer()
                    : new Answer.Malformed("it sent what is no answer (%s)"
                            .formatted(error.getClass().getSimpleName()));
        }
    }
}

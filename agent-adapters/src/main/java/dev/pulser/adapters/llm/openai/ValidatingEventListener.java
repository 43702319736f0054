// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.pulser.adapters.llm.chat.ModelResponse;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.io.IOException;

/**
 * Validates each event before LangChain4j reads it. The first error event or malformed event ends the response, and a
 * stream without a final event is an incomplete response.
 */
final class ValidatingEventListener implements ServerSentEventListener {

    private static final String DONE = "[DONE]";

    private final ServerSentEventListener listener;
    private boolean finished;
    private boolean failed;

    ValidatingEventListener(ServerSentEventListener listener) {
        this.listener = listener;
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        if (failed) {
            return;
        }
        if (event.data().equals(DONE)) {
            finished = true;
            return;
        }
        try {
            validate(Json.parse(event.data()));
            listener.onEvent(event, context);
        } catch (MalformedJsonException e) {
            abort(
                    new ModelResponse.Malformed(
                            "event is not JSON: %s".formatted(Excerpt.line(String.valueOf(e.getMessage())))),
                    context);
        } catch (ModelCallException e) {
            abort(e.response(), context);
        } catch (RuntimeException e) { // from LangChain4j, for JSON of an unexpected form
            abort(new ModelResponse.Malformed("event is no chat completion chunk"), context);
        }
    }

    private void validate(Json event) {
        var error = event.member("error");
        if (error != null && !error.isNull()) {
            throw new ModelCallException(
                    new ModelResponse.ConnectionLost("error event received: %s".formatted(Excerpt.line(error.text()))));
        }
        var choices = event.member("choices");
        finished |= choices != null
                && choices.elements().stream()
                        .map(choice -> choice.member("finish_reason"))
                        .anyMatch(reason -> reason != null && !reason.isNull());
    }

    private void abort(ModelResponse response, ServerSentEventContext context) {
        onError(new ModelCallException(response));
        context.parsingHandle().cancel();
    }

    @Override
    public void onError(Throwable error) {
        if (failed) {
            return;
        }
        failed = true;
        listener.onError(
                error instanceof IOException lost
                        ? new ModelCallException(
                                new ModelResponse.ConnectionLost("connection was lost during the response: %s"
                                        .formatted(Excerpt.line(String.valueOf(lost.getMessage())))))
                        : error);
    }

    /** Handles the end of the stream. */
    void onEnd() {
        if (failed) {
            return;
        }
        if (finished) {
            listener.onClose();
        } else {
            onError(new ModelCallException(new ModelResponse.ConnectionLost("response ended prematurely")));
        }
    }
}

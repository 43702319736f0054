// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.llm.chat.Answer;
import java.io.IOException;

/**
 * Looks at each event before LangChain4j does: the first that is an error, or no JSON, ends the answer, and a stream that
 * ends before it said so is no answer.
 */
final class Events implements ServerSentEventListener {

    private static final String LAST = "[DONE]";

    private final ServerSentEventListener listener;
    private boolean finished;
    private boolean failed;

    Events(ServerSentEventListener listener) {
        this.listener = listener;
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        if (failed) {
            return;
        }
        if (event.data().equals(LAST)) {
            finished = true;
            return;
        }
        try {
            look(Json.parse(event.data()));
            listener.onEvent(event, context);
        } catch (MalformedJson e) {
            fail(
                    new Answer.Malformed("it sent an event that is not JSON (%s)"
                            .formatted(Excerpt.printable(String.valueOf(e.getMessage())))),
                    context);
        } catch (CallFailed e) {
            fail(e.answer(), context);
        } catch (RuntimeException e) { // the library's, of JSON that is not of its form
            fail(new Answer.Malformed("it sent an event that is no part of an answer"), context);
        }
    }

    private void look(Json event) {
        var error = event.member("error");
        if (error != null && !error.isNull()) {
            throw new CallFailed(new Answer.Broken("it reported %s".formatted(Excerpt.printable(error.text()))));
        }
        var choices = event.member("choices");
        finished |= choices != null
                && choices.elements().stream()
                        .map(choice -> choice.member("finish_reason"))
                        .anyMatch(reason -> reason != null && !reason.isNull());
    }

    private void fail(Answer answer, ServerSentEventContext context) {
        onError(new CallFailed(answer));
        context.parsingHandle().cancel();
    }

    @Override
    public void onError(Throwable error) {
        if (failed) {
            return;
        }
        failed = true;
        listener.onError(
                error instanceof IOException broken
                        ? new CallFailed(new Answer.Broken("the connection broke in the middle of its answer (%s)"
                                .formatted(Excerpt.printable(String.valueOf(broken.getMessage())))))
                        : error);
    }

    /** There are no more events. */
    void onEnd() {
        if (failed) {
            return;
        }
        if (finished) {
            listener.onClose();
        } else {
            onError(new CallFailed(new Answer.Broken("its answer ended in the middle")));
        }
    }
}

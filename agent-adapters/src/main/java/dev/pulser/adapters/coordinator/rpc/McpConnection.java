// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * JSON-RPC with one life of a server, however its messages travel. Any number of requests at a time, from any thread.
 *
 * <p>Errors: an answer never fails; what the server or the way to it does is a {@link Reply}. Once the connection is over,
 * everything new is {@link Reply.NotSent}, and nothing that was on its way is ever sent again.
 */
public interface McpConnection extends AutoCloseable {

    /** A request on its way. */
    record Question(long id, CompletableFuture<Reply> answer) {}

    /** Sends a request without waiting. */
    Question post(Request request);

    /** Gives up waiting for an answer and tells the server so, as far as it has to be told. */
    void cancel(Question question, String why);

    /** Sends a notification; completes, never with a failure, when it is out or cannot go out. */
    CompletableFuture<Void> tell(String method, Map<String, Json> params);

    /** How the server is spoken to from now on. */
    void speak(Era era);

    /** Hears what the server says of its own accord from now on, where that takes an effort. */
    void listen();

    /** Completes when the connection is of no use any more. */
    CompletableFuture<End> end();

    default boolean isOver() {
        return end().isDone();
    }

    /** Ends it in good order, within three seconds; what is still on its way is lost. */
    @Override
    void close();

    /** Ends it at once. */
    void kill();

    /** Asks, and waits for the answer; {@link Reply.TimedOut} after {@code limit}. An interruption cancels the request. */
    default Reply ask(Request request, Duration limit) throws InterruptedException {
        var question = post(request);
        try {
            return question.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel(question, "timed out");
            return new Reply.TimedOut();
        } catch (InterruptedException e) {
            cancel(question, "cancelled");
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never fails", e);
        }
    }
}

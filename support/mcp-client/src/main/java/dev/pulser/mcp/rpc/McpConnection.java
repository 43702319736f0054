// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import dev.pulser.service.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * JSON-RPC connection to a running server, independent of the transport.
 *
 * <p>Threads: thread-safe; any number of requests at a time.
 * <p>Errors: the outcome of a request never completes exceptionally; failures are {@link RequestOutcome} values. After the
 * connection is closed, new requests end as {@link RequestOutcome.NotSent}. No request is ever sent twice.
 */
public interface McpConnection extends AutoCloseable {

    /** Request that was sent, with its future outcome. */
    record SentRequest(long id, CompletableFuture<RequestOutcome> outcome) {}

    /** Sends a request without waiting for the response. */
    SentRequest send(RpcRequest request);

    /** Stops waiting for the response and sends {@code notifications/cancelled} if the protocol revision has it. */
    void cancel(SentRequest request, String reason);

    /** Sends a notification. The future completes, never exceptionally, when it was sent or could not be sent. */
    CompletableFuture<Void> sendNotification(String method, Map<String, Json> params);

    /** Sets the protocol revision of all further messages. */
    void useRevision(ProtocolRevision revision);

    /** Opens the stream of messages that the server sends without a request. Does nothing if the transport needs none. */
    void openServerStream();

    /** Returns a future that completes when the connection is closed, by either side or by a failure. */
    CompletableFuture<CloseReason> closed();

    default boolean isClosed() {
        return closed().isDone();
    }

    /** Closes the connection gracefully, within three seconds. Pending requests end as {@link RequestOutcome.Lost}. */
    @Override
    void close();

    /** Closes the connection immediately. */
    void abort();

    /**
     * Sends a request and waits for its outcome.
     *
     * @return {@link RequestOutcome.TimedOut} after {@code timeout}
     * @throws InterruptedException if the thread is interrupted; the request is canceled
     */
    default RequestOutcome sendAndWait(RpcRequest request, Duration timeout) throws InterruptedException {
        var sent = send(request);
        try {
            return sent.outcome().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel(sent, "timed out");
            return new RequestOutcome.TimedOut();
        } catch (InterruptedException e) {
            cancel(sent, "cancelled");
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome never completes exceptionally", e);
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.RpcMessages;
import dev.pulser.mcp.rpc.RpcRequest;
import dev.pulser.service.egress.EgressBlockedException;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** POST of one request and the reading of its response, on a virtual thread. */
final class PostExchange {

    private static final int MAX_ERROR_BODY_BYTES = 65_536;

    private final StreamableHttpConnection connection;
    private final long id;
    private final RpcRequest request;
    private final Thread thread;
    private volatile boolean aborted;

    PostExchange(StreamableHttpConnection connection, long id, RpcRequest request) {
        this.connection = connection;
        this.id = id;
        this.request = request;
        this.thread = Thread.ofVirtual()
                .name("mcp-%s-%d".formatted(connection.name(), id))
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Aborts the HTTP request. The outcome is no longer needed. */
    void abort() {
        aborted = true;
        thread.interrupt();
    }

    private void run() {
        try {
            var response = connection
                    .endpoint()
                    .post(request.toMessage(id), connection.headers().of(request));
            try (var body = response.body()) {
                read(response, body);
            }
        } catch (EgressBlockedException e) {
            fail(new CloseReason(CloseReason.EGRESS_BLOCKED, e.reason()), new RequestOutcome.NotSent(e.reason()));
        } catch (ConnectException | HttpConnectTimeoutException | UnknownHostException | SSLHandshakeException e) {
            var reason = "Connection failed: " + message(e);
            fail(CloseReason.retryable(reason), new RequestOutcome.NotSent(reason));
        } catch (IOException e) {
            var reason = "Connection lost: " + message(e);
            fail(CloseReason.retryable(reason), new RequestOutcome.Lost(reason));
        } catch (InterruptedException e) {
            complete(new RequestOutcome.Lost("Request aborted"));
        } finally {
            connection.done(id);
        }
    }

    private static String message(IOException e) {
        var message = e.getMessage();
        return Excerpt.line(message == null ? e.getClass().getSimpleName() : message);
    }

    /** Ends the connection before completing the request, so that its caller sees a closed connection. */
    private void fail(CloseReason reason, RequestOutcome outcome) {
        if (!aborted) {
            connection.end(reason);
        }
        complete(outcome);
    }

    private void complete(RequestOutcome outcome) {
        if (connection.dispatcher().isPending(id)) {
            connection.dispatcher().complete(id, outcome);
        }
    }

    private void read(HttpResponse<InputStream> response, InputStream body) throws IOException, InterruptedException {
        int status = response.statusCode();
        if (status >= 300) {
            readError(status, body);
            return;
        }
        if (request.method().equals("initialize")) {
            response.headers().firstValue("Mcp-Session-Id").ifPresent(connection.headers()::setSession);
        }
        var type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json")) {
            readJson(response, body);
        } else if (type.startsWith("text/event-stream")) {
            new ResponseStream(connection, id).read(body);
        } else {
            completeWithoutResponse("HTTP %d with content type \"%s\" instead of JSON or an event stream"
                    .formatted(status, Excerpt.line(type)));
        }
    }

    private void readJson(HttpResponse<InputStream> response, InputStream body) throws IOException {
        int limit = connection.maxMessageBytes();
        long announced = response.headers().firstValueAsLong("Content-Length").orElse(0);
        var bytes = announced > limit ? new byte[0] : body.readNBytes(limit + 1);
        if (announced > limit || bytes.length > limit) {
            complete(new RequestOutcome.TooLarge(limit, Math.max(announced, bytes.length)));
            return;
        }
        connection.receive(new String(bytes, StandardCharsets.UTF_8), bytes.length);
        completeWithoutResponse("The body is not a response to the request");
    }

    /** During version negotiation, a missing response means that the method is not supported; later, the outcome is unknown. */
    private void completeWithoutResponse(String reason) {
        complete(
                connection.headers().revision() == null
                        ? new RequestOutcome.ErrorResponse(0, reason, null, 0)
                        : new RequestOutcome.Lost("Invalid response: " + reason));
    }

    private void readError(int status, InputStream body) throws IOException {
        var bytes = body.readNBytes(Math.min(MAX_ERROR_BODY_BYTES, connection.maxMessageBytes()));
        var text = new String(bytes, StandardCharsets.UTF_8);
        var classification = HttpErrorClassification.of(
                new HttpErrorClassification.HttpError(status, parseError(text, bytes.length), text),
                connection.headers().revision(),
                connection.headers().session() != null);
        var closeReason = classification.closeReason();
        if (closeReason == null) {
            complete(classification.outcome());
        } else {
            fail(closeReason, classification.outcome());
        }
    }

    /** Returns the JSON-RPC error in a body; null if there is none. */
    private static RequestOutcome.@Nullable ErrorResponse parseError(String body, int bytes) {
        try {
            var members = Json.parse(body).members();
            return members.containsKey("error")
                            && RpcMessages.outcome(members, bytes) instanceof RequestOutcome.ErrorResponse error
                    ? error
                    : null;
        } catch (MalformedJsonException e) {
            return null;
        }
    }
}

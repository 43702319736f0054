// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.pulser.adapters.llm.chat.ModelResponse;
import dev.pulser.adapters.web.RetryAfter;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.egress.Egress;
import dev.pulser.service.egress.EgressBlockedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLHandshakeException;

/**
 * HTTP client of LangChain4j's requests: sends on the calling thread, so that an interruption aborts the request;
 * applies the egress policy; limits the response. Failures are {@link ModelCallException}s that say whether the model
 * was called.
 */
final class OpenAiTransport implements HttpClient {

    private static final int MAX_REFUSAL_BYTES = 8_192;

    private final java.net.http.HttpClient client;
    private final Egress egress;
    private final RetryAfter retryAfter;
    private final int maxResponseBytes;

    OpenAiTransport(java.net.http.HttpClient client, Egress egress, RetryAfter retryAfter, int maxResponseBytes) {
        this.client = client;
        this.egress = egress;
        this.retryAfter = retryAfter;
        this.maxResponseBytes = maxResponseBytes;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("only streaming is supported");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            stream(send(request), parser, new ValidatingEventListener(listener));
        } catch (ModelCallException e) {
            listener.onError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // checked by the caller
            listener.onError(new ModelCallException(new ModelResponse.ConnectionLost("call was interrupted")));
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws InterruptedException {
        try {
            var builder = egress.open(URI.create(request.url())).request();
            request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
            builder.header("Accept", "text/event-stream").POST(BodyPublishers.ofString(request.body()));
            return client.send(builder.build(), BodyHandlers.ofInputStream());
        } catch (EgressBlockedException e) {
            throw new ModelCallException(new ModelResponse.Blocked(e.reason()));
        } catch (IOException e) {
            throw new ModelCallException(toResponse(e));
        }
    }

    private static ModelResponse toResponse(IOException error) {
        return switch (error) {
            case HttpConnectTimeoutException _ -> new ModelResponse.Unreachable("connection timed out");
            case UnknownHostException _ -> new ModelResponse.Unreachable("host has no address");
            case ConnectException _ -> new ModelResponse.Unreachable("connection refused");
            case SSLHandshakeException e -> new ModelResponse.Unreachable("TLS handshake failed: " + message(e));
            // The endpoint may have read the request and called the model.
            default ->
                new ModelResponse.ConnectionLost(
                        "connection was lost before the response: %s".formatted(message(error)));
        };
    }

    private void stream(
            HttpResponse<InputStream> response, ServerSentEventParser parser, ValidatingEventListener events)
            throws InterruptedException {
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                throw new ModelCallException(rejected(response, body));
            }
            var type = response.headers().firstValue("Content-Type").orElse("");
            if (!type.startsWith("text/event-stream")) {
                throw new ModelCallException(
                        new ModelResponse.Malformed("response has content type %s instead of text/event-stream%s"
                                .formatted(type, beginning(body))));
            }
            parser.parse(new LimitedInputStream(body, maxResponseBytes), events);
            events.onEnd();
        } catch (IOException e) {
            throw new ModelCallException(
                    new ModelResponse.ConnectionLost("connection was lost: %s".formatted(message(e))));
        }
    }

    private ModelResponse rejected(HttpResponse<InputStream> response, InputStream body) throws IOException {
        var after = response.headers().firstValue("Retry-After").flatMap(retryAfter::parse);
        return new ModelResponse.Rejected(response.statusCode(), beginning(body), after.orElse(null));
    }

    private static String beginning(InputStream body) throws IOException {
        var text = Excerpt.line(ByteBuffer.wrap(body.readNBytes(MAX_REFUSAL_BYTES)));
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String message(IOException error) {
        return Excerpt.line(String.valueOf(error.getMessage()));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.pulser.adapters.egress.Egress;
import dev.pulser.adapters.egress.EgressBlocked;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.llm.chat.Answer;
import dev.pulser.adapters.web.RetryAfter;
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
 * How LangChain4j's requests travel: on the calling thread, so that an interruption breaks them off; where egress lets them
 * go; the answer read up to a limit. What fails becomes a {@link CallFailed} that says whether the model was asked.
 */
final class Transport implements HttpClient {

    private static final int MAX_REFUSAL_BYTES = 8_192;

    private final java.net.http.HttpClient client;
    private final Egress egress;
    private final RetryAfter retryAfter;
    private final int maxAnswerBytes;

    Transport(java.net.http.HttpClient client, Egress egress, RetryAfter retryAfter, int maxAnswerBytes) {
        this.client = client;
        this.egress = egress;
        this.retryAfter = retryAfter;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("every answer is streamed");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            stream(send(request), parser, new Events(listener));
        } catch (CallFailed e) {
            listener.onError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever asked the model looks for it
            listener.onError(new CallFailed(new Answer.Broken("it was broken off")));
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws InterruptedException {
        try {
            var wire = egress.open(URI.create(request.url())).request();
            request.headers().forEach((name, values) -> values.forEach(value -> wire.header(name, value)));
            wire.header("Accept", "text/event-stream").POST(BodyPublishers.ofString(request.body()));
            return client.send(wire.build(), BodyHandlers.ofInputStream());
        } catch (EgressBlocked e) {
            throw new CallFailed(new Answer.Blocked(e.reason()));
        } catch (IOException e) {
            throw new CallFailed(notAnswered(e));
        }
    }

    private static Answer notAnswered(IOException error) {
        return switch (error) {
            case HttpConnectTimeoutException _ -> new Answer.NotReached("it did not accept the connection in time");
            case UnknownHostException _ -> new Answer.NotReached("its name has no address");
            case ConnectException _ -> new Answer.NotReached("the connection was refused");
            case SSLHandshakeException e -> new Answer.NotReached("the TLS handshake failed: " + message(e));
            // The request may have been read, and the model been asked.
            default -> new Answer.Broken("the connection broke before it answered (%s)".formatted(message(error)));
        };
    }

    private void stream(HttpResponse<InputStream> response, ServerSentEventParser parser, Events events)
            throws InterruptedException {
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                throw new CallFailed(refused(response, body));
            }
            var type = response.headers().firstValue("Content-Type").orElse("");
            if (!type.startsWith("text/event-stream")) {
                throw new CallFailed(new Answer.Malformed(
                        "it answered %s, which is no stream of events%s".formatted(type, beginning(body))));
            }
            parser.parse(new CappedStream(body, maxAnswerBytes), events);
            events.onEnd();
        } catch (IOException e) {
            throw new CallFailed(new Answer.Broken("the connection broke (%s)".formatted(message(e))));
        }
    }

    private Answer refused(HttpResponse<InputStream> response, InputStream body) throws IOException {
        var after = response.headers().firstValue("Retry-After").flatMap(retryAfter::parse);
        return new Answer.Refused(response.statusCode(), beginning(body), after.orElse(null));
    }

    private static String beginning(InputStream body) throws IOException {
        return Excerpt.of(ByteBuffer.wrap(body.readNBytes(MAX_REFUSAL_BYTES)));
    }

    private static String message(IOException error) {
        return Excerpt.printable(String.valueOf(error.getMessage()));
    }
}

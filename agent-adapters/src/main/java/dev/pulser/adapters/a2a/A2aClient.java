// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.a2a.wire.AgentCard;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.spi.Results;
import dev.pulser.adapters.web.AgentClient;
import dev.pulser.adapters.web.CappedBody;
import dev.pulser.adapters.web.ConnectionFailures;
import dev.pulser.adapters.web.NotAsked;
import dev.pulser.adapters.web.StatusFailures;
import dev.pulser.adapters.web.WebBody;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Calls to A2A agents: one request, one answer or a stream of them. Safe from any thread. */
final class A2aClient {

    private static final Duration CARD_LIMIT = Duration.ofSeconds(10);
    private static final String SSE = "text/event-stream";

    private final A2aConfig config;
    private final AgentClient client;
    private final StatusFailures statuses;

    A2aClient(A2aConfig config, AgentClient client, InstantSource clock) {
        this.config = config;
        this.client = client;
        this.statuses = new StatusFailures(clock);
    }

    /** What a call brings. */
    sealed interface Answer {

        record Result(Json json) implements Answer {}

        /** The caller closes it. */
        record Stream(EventStream events) implements Answer {}
    }

    private sealed interface Body {

        record Plain(WebBody body) implements Body {}

        record Events(EventStream events) implements Body {}
    }

    Json card(AgentDefinition agent, URI address) throws CallFailed, InterruptedException {
        try {
            var request = client.request(agent, address)
                    .timeout(CARD_LIMIT)
                    .header("Accept", "application/json")
                    .build();
            var answer = client.send(request, CappedBody.of(config.maxCardBytes()));
            return switch (answer.body()) {
                case WebBody.TooLarge(var limit) ->
                    throw CallFailed.of(StatusFailures.tooLarge(agent.name(), limit, "pulser.a2a.max-card-bytes"));
                case WebBody.Whole(var bytes) -> json(agent.name(), answer.statusCode(), answer.headers(), bytes);
            };
        } catch (NotAsked e) {
            throw CallFailed.of(e.outcome());
        } catch (IOException e) {
            throw CallFailed.of(ConnectionFailures.outcome(agent.name(), address, e));
        }
    }

    /** A call that has one answer. */
    Json ask(AgentDefinition agent, AgentCard card, Json message, @Nullable String traceparent)
            throws CallFailed, InterruptedException {
        return switch (call(agent, card, message, "application/json", traceparent)) {
            case Answer.Result(var json) -> json;
            case Answer.Stream(var events) -> {
                events.close();
                throw CallFailed.of(Results.unknown(
                        "bad-response",
                        "agent %s answered a question with a stream of events".formatted(agent.name())));
            }
        };
    }

    /** A call whose answer is a stream; an agent may give a single answer all the same. */
    Answer listen(AgentDefinition agent, AgentCard card, Json message, @Nullable String traceparent)
            throws CallFailed, InterruptedException {
        return call(agent, card, message, SSE + ", application/json;q=0.9", traceparent);
    }

    private Answer call(
            AgentDefinition agent, AgentCard card, Json message, String accept, @Nullable String traceparent)
            throws CallFailed, InterruptedException {
        try {
            var request = client.request(agent, card.address())
                    .header("Content-Type", "application/json")
                    .header("Accept", accept)
                    .POST(BodyPublishers.ofString(message.text()));
            var version = card.dialect().version();
            if (version != null) {
                request.header("A2A-Version", version);
            }
            if (traceparent != null) {
                request.header("traceparent", traceparent);
            }
            return answer(agent.name(), request.build());
        } catch (NotAsked e) {
            throw CallFailed.of(e.outcome());
        } catch (IOException e) {
            throw CallFailed.of(ConnectionFailures.outcome(agent.name(), card.address(), e));
        }
    }

    private Answer answer(AgentName agent, HttpRequest request) throws CallFailed, IOException, InterruptedException {
        var answer = client.send(request, body());
        return switch (answer.body()) {
            case Body.Events(var events) -> new Answer.Stream(events);
            case Body.Plain(WebBody.TooLarge(var limit)) ->
                throw CallFailed.of(StatusFailures.tooLarge(agent, limit, "pulser.a2a.max-response-bytes"));
            case Body.Plain(WebBody.Whole(var bytes)) ->
                new Answer.Result(result(agent, json(agent, answer.statusCode(), answer.headers(), bytes)));
        };
    }

    private BodyHandler<Body> body() {
        var plain = CappedBody.of(config.maxResponseBytes());
        return answer -> {
            boolean streams = answer.statusCode() == 200
                    && answer.headers().firstValue("Content-Type").orElse("").startsWith(SSE);
            BodySubscriber<Body> subscriber = streams
                    ? BodySubscribers.mapping(new EventStream(config.maxResponseBytes()), Body.Events::new)
                    : BodySubscribers.mapping(plain.apply(answer), Body.Plain::new);
            return subscriber;
        };
    }

    private Json json(AgentName agent, int status, HttpHeaders headers, ByteBuffer bytes) throws CallFailed {
        if (status != 200) {
            throw CallFailed.of(statuses.outcome(agent, status, headers, bytes));
        }
        return parse(agent, StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
    }

    /** An answer, or one event of a stream, as JSON. */
    static Json parse(AgentName agent, String text) throws CallFailed {
        try {
            return Json.parse(text);
        } catch (MalformedJson e) {
            throw CallFailed.of(Results.unknown(
                    "bad-response",
                    "agent %s answered with a body that is not JSON (%s)"
                            .formatted(agent, Excerpt.printable(String.valueOf(e.getMessage())))));
        }
    }

    /** What a JSON-RPC answer holds. */
    static Json result(AgentName agent, Json answer) throws CallFailed {
        var error = answer.member("error");
        if (error != null && !error.isNull()) {
            throw RpcFailures.of(agent, error);
        }
        var result = answer.member("result");
        if (result == null) {
            throw CallFailed.of(Results.unknown(
                    "bad-response", "agent %s answered with JSON that has neither result nor error".formatted(agent)));
        }
        return result;
    }
}

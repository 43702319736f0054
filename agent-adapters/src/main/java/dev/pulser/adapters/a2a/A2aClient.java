// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.a2a.wire.AgentCard;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.adapters.web.ConnectionFailures;
import dev.pulser.adapters.web.LimitedBodySubscriber;
import dev.pulser.adapters.web.RequestNotSentException;
import dev.pulser.adapters.web.ResponseBody;
import dev.pulser.adapters.web.StatusFailures;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
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

/** Client for A2A agents: one request with a single response or a stream of events. Safe from any thread. */
final class A2aClient {

    private static final Duration CARD_LIMIT = Duration.ofSeconds(10);
    private static final String SSE = "text/event-stream";

    private final A2aConfig config;
    private final AgentHttpClient client;
    private final StatusFailures statuses;

    A2aClient(A2aConfig config, AgentHttpClient client, InstantSource clock) {
        this.config = config;
        this.client = client;
        this.statuses = new StatusFailures(clock);
    }

    /** Response to a request. */
    sealed interface Response {

        record Result(Json json) implements Response {}

        /** Stream of events; the caller closes it. */
        record Stream(EventStream events) implements Response {}
    }

    private sealed interface Body {

        record Plain(ResponseBody body) implements Body {}

        record Events(EventStream events) implements Body {}
    }

    Json card(AgentDefinition agent, URI address) throws A2aCallException, InterruptedException {
        try {
            var request = client.request(agent, address)
                    .timeout(CARD_LIMIT)
                    .header("Accept", "application/json")
                    .build();
            var response = client.send(request, LimitedBodySubscriber.of(config.maxCardBytes()));
            return switch (response.body()) {
                case ResponseBody.TooLarge(var limit) ->
                    throw A2aCallException.of(
                            StatusFailures.tooLarge(agent.name(), limit, "pulser.a2a.max-card-bytes"));
                case ResponseBody.Complete(var bytes) ->
                    json(agent.name(), response.statusCode(), response.headers(), bytes);
            };
        } catch (RequestNotSentException e) {
            throw A2aCallException.of(e.outcome());
        } catch (IOException e) {
            throw A2aCallException.of(ConnectionFailures.outcome(agent.name(), address, e));
        }
    }

    /** Sends a request that has a single response. */
    Json call(AgentDefinition agent, AgentCard card, Json message, @Nullable String traceparent)
            throws A2aCallException, InterruptedException {
        return switch (send(agent, card, message, "application/json", traceparent)) {
            case Response.Result(var json) -> json;
            case Response.Stream(var events) -> {
                events.close();
                throw A2aCallException.of(Outcomes.ambiguous(
                        "bad-response",
                        "Agent %s returned an event stream for a unary request".formatted(agent.name())));
            }
        };
    }

    /** Sends a request whose response is a stream; an agent may send a single response nevertheless. */
    Response stream(AgentDefinition agent, AgentCard card, Json message, @Nullable String traceparent)
            throws A2aCallException, InterruptedException {
        return send(agent, card, message, SSE + ", application/json;q=0.9", traceparent);
    }

    private Response send(
            AgentDefinition agent, AgentCard card, Json message, String accept, @Nullable String traceparent)
            throws A2aCallException, InterruptedException {
        try {
            var request = client.request(agent, card.address())
                    .header("Content-Type", "application/json")
                    .header("Accept", accept)
                    .POST(BodyPublishers.ofString(message.text()));
            var version = card.version().version();
            if (version != null) {
                request.header("A2A-Version", version);
            }
            if (traceparent != null) {
                request.header("traceparent", traceparent);
            }
            return response(agent.name(), request.build());
        } catch (RequestNotSentException e) {
            throw A2aCallException.of(e.outcome());
        } catch (IOException e) {
            throw A2aCallException.of(ConnectionFailures.outcome(agent.name(), card.address(), e));
        }
    }

    private Response response(AgentName agent, HttpRequest request)
            throws A2aCallException, IOException, InterruptedException {
        var response = client.send(request, body());
        return switch (response.body()) {
            case Body.Events(var events) -> new Response.Stream(events);
            case Body.Plain(ResponseBody.TooLarge(var limit)) ->
                throw A2aCallException.of(StatusFailures.tooLarge(agent, limit, "pulser.a2a.max-response-bytes"));
            case Body.Plain(ResponseBody.Complete(var bytes)) ->
                new Response.Result(result(agent, json(agent, response.statusCode(), response.headers(), bytes)));
        };
    }

    private BodyHandler<Body> body() {
        var plain = LimitedBodySubscriber.of(config.maxResponseBytes());
        return response -> {
            boolean streams = response.statusCode() == 200
                    && response.headers().firstValue("Content-Type").orElse("").startsWith(SSE);
            BodySubscriber<Body> subscriber = streams
                    ? BodySubscribers.mapping(new EventStream(config.maxResponseBytes()), Body.Events::new)
                    : BodySubscribers.mapping(plain.apply(response), Body.Plain::new);
            return subscriber;
        };
    }

    private Json json(AgentName agent, int status, HttpHeaders headers, ByteBuffer bytes) throws A2aCallException {
        if (status != 200) {
            throw A2aCallException.of(statuses.outcome(agent, status, headers, bytes));
        }
        return parse(agent, StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
    }

    /** Parses a response body or the data of one event. */
    static Json parse(AgentName agent, String text) throws A2aCallException {
        try {
            return Json.parse(text);
        } catch (MalformedJsonException e) {
            throw A2aCallException.of(Outcomes.ambiguous(
                    "bad-response",
                    "Agent %s returned a body that is not JSON: %s"
                            .formatted(agent, Excerpt.line(String.valueOf(e.getMessage())))));
        }
    }

    /** Returns the {@code result} of a JSON-RPC response. */
    static Json result(AgentName agent, Json response) throws A2aCallException {
        var error = response.member("error");
        if (error != null && !error.isNull()) {
            throw RpcFailures.of(agent, error);
        }
        var result = response.member("result");
        if (result == null) {
            throw A2aCallException.of(Outcomes.ambiguous(
                    "bad-response", "Agent %s returned a JSON-RPC response without result and error".formatted(agent)));
        }
        return result;
    }
}

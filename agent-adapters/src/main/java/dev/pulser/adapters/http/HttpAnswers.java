// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * What an agent's HTTP answer means. The table:
 *
 * <pre>
 * 200 201 203, body JSON                   the result
 * 200 201 203, body text/plain             the result, as a string
 * 200 201 203, body {"error":…}            agent-error, permanent
 * 200 201 203, anything else               bad-response, unknown whether it was done
 * other 2xx                                bad-response, permanent: there is no result in it
 * 3xx                                      agent-redirects, permanent: never followed
 * 408 425 429 5xx                          agent-unavailable, another attempt, not before Retry-After
 * other 4xx                                agent-refused, permanent
 * any, body above the limit                response-too-large, permanent
 * </pre>
 */
final class HttpAnswers {

    private final RetryAfter retryAfter;

    HttpAnswers(InstantSource clock) {
        retryAfter = new RetryAfter(clock);
    }

    Outcome outcome(AgentName agent, int status, HttpHeaders headers, HttpBody body) {
        return switch (body) {
            case HttpBody.TooLarge(var limit) ->
                Results.permanent(
                        "response-too-large",
                        "agent %s answered more than %d bytes, the limit of an answer (pulser.http.max-response-bytes)"
                                .formatted(agent, limit));
            case HttpBody.Whole(var bytes) -> outcome(agent, status, headers, bytes);
        };
    }

    private Outcome outcome(AgentName agent, int status, HttpHeaders headers, ByteBuffer body) {
        return switch (status) {
            case 200, 201, 203 -> result(agent, headers, body);
            case 408, 425, 429 -> unavailable(agent, status, headers, body);
            default ->
                switch (status / 100) {
                    case 2 ->
                        Results.permanent(
                                "bad-response",
                                "agent %s answered %d, which carries no result; it has to answer 200 with one"
                                        .formatted(agent, status));
                    case 3 ->
                        Results.permanent(
                                "agent-redirects",
                                "agent %s answered %d; redirects are not followed, set its endpoint to the final address"
                                        .formatted(agent, status));
                    case 4 ->
                        Results.permanent(
                                "agent-refused",
                                "agent %s refused with %d%s".formatted(agent, status, Excerpt.of(body)));
                    case 5 -> unavailable(agent, status, headers, body);
                    default ->
                        Results.unknown(
                                "bad-response",
                                "agent %s answered %d, which is no HTTP status".formatted(agent, status));
                };
        };
    }

    private Outcome unavailable(AgentName agent, int status, HttpHeaders headers, ByteBuffer body) {
        var reason = "agent %s answered %d%s".formatted(agent, status, Excerpt.of(body));
        var after = headers.firstValue("Retry-After").flatMap(retryAfter::parse);
        return new Outcome.Failed(new Failure.Transient("agent-unavailable", reason, after.orElse(null)));
    }

    private Outcome result(AgentName agent, HttpHeaders headers, ByteBuffer body) {
        var encoding = headers.firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            return bad(agent, "a body encoded as %s, which was not asked for".formatted(Excerpt.printable(encoding)));
        }
        if (!body.hasRemaining()) {
            return bad(agent, "an empty body");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(body.duplicate()).toString();
        } catch (CharacterCodingException e) {
            return bad(agent, "a body that is not UTF-8");
        }
        if (mediaType(headers).filter("text/plain"::equals).isPresent()) {
            return Results.succeeded(Json.string(text));
        }
        try {
            return result(agent, Json.parse(text));
        } catch (MalformedJson e) {
            return bad(
                    agent, "a body that is not JSON (%s)".formatted(Excerpt.printable(String.valueOf(e.getMessage()))));
        }
    }

    private static Outcome result(AgentName agent, Json json) {
        var error = json.member("error");
        if (error != null && !error.isNull()) {
            return Results.permanent(
                    "agent-error",
                    "agent %s answered an error: %s"
                            .formatted(agent, Excerpt.printable(error.asString().orElse(error.text()))));
        }
        return Results.succeeded(json);
    }

    private static Outcome bad(AgentName agent, String what) {
        return Results.unknown("bad-response", "agent %s answered with %s".formatted(agent, what));
    }

    private static Optional<String> mediaType(HttpHeaders headers) {
        return headers.firstValue("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}

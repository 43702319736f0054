// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.adapters.web.ResponseBody;
import dev.pulser.adapters.web.StatusFailures;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Mapping of HTTP responses to outcomes.
 *
 * <pre>
 * 200 201 203, body JSON                   result
 * 200 201 203, body text/plain             result, as a string
 * 200 201 203, body {"error":…}            agent-error, permanent
 * 200 201 203, anything else               bad-response, ambiguous
 * any other status                         see {@link StatusFailures}
 * any, body above the limit                response-too-large, permanent
 * </pre>
 */
final class HttpResponseMapper {

    private final StatusFailures failures;

    HttpResponseMapper(InstantSource clock) {
        failures = new StatusFailures(clock);
    }

    Outcome outcome(AgentName agent, int status, HttpHeaders headers, ResponseBody body) {
        return switch (body) {
            case ResponseBody.TooLarge(var limit) ->
                StatusFailures.tooLarge(agent, limit, "pulser.http.max-response-bytes");
            case ResponseBody.Complete(var bytes) -> outcome(agent, status, headers, bytes);
        };
    }

    private Outcome outcome(AgentName agent, int status, HttpHeaders headers, ByteBuffer body) {
        return switch (status) {
            case 200, 201, 203 -> result(agent, headers, body);
            default -> failures.outcome(agent, status, headers, body);
        };
    }

    private Outcome result(AgentName agent, HttpHeaders headers, ByteBuffer body) {
        var encoding = headers.firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            return badResponse(agent, "content encoding %s, which was not requested".formatted(Excerpt.line(encoding)));
        }
        if (!body.hasRemaining()) {
            return badResponse(agent, "an empty body");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(body.duplicate()).toString();
        } catch (CharacterCodingException e) {
            return badResponse(agent, "a body that is not UTF-8");
        }
        if (mediaType(headers).filter("text/plain"::equals).isPresent()) {
            return Outcomes.succeeded(Json.string(text));
        }
        try {
            return result(agent, Json.parse(text));
        } catch (MalformedJsonException e) {
            return badResponse(
                    agent, "a body that is not JSON: %s".formatted(Excerpt.line(String.valueOf(e.getMessage()))));
        }
    }

    private static Outcome result(AgentName agent, Json json) {
        var error = json.member("error");
        if (error != null && !error.isNull()) {
            return Outcomes.permanent(
                    "agent-error",
                    "Agent %s reported an error: %s"
                            .formatted(agent, Excerpt.line(error.asString().orElse(error.text()))));
        }
        return Outcomes.succeeded(json);
    }

    private static Outcome badResponse(AgentName agent, String problem) {
        return Outcomes.ambiguous("bad-response", "Agent %s returned %s".formatted(agent, problem));
    }

    private static Optional<String> mediaType(HttpHeaders headers) {
        return headers.firstValue("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.spi.Results;
import dev.pulser.adapters.web.StatusFailures;
import dev.pulser.adapters.web.WebBody;
import dev.pulser.contract.name.AgentName;
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
 * any other status                         see {@link StatusFailures}
 * any, body above the limit                response-too-large, permanent
 * </pre>
 */
final class HttpAnswers {

    private final StatusFailures failures;

    HttpAnswers(InstantSource clock) {
        failures = new StatusFailures(clock);
    }

    Outcome outcome(AgentName agent, int status, HttpHeaders headers, WebBody body) {
        return switch (body) {
            case WebBody.TooLarge(var limit) -> StatusFailures.tooLarge(agent, limit, "pulser.http.max-response-bytes");
            case WebBody.Whole(var bytes) -> outcome(agent, status, headers, bytes);
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.time.InstantSource;

/**
 * What an answer means that carries no result. The table:
 *
 * <pre>
 * 2xx               bad-response, permanent: there is no result in it
 * 3xx               agent-redirects, permanent: never followed
 * 408 425 429 5xx   agent-unavailable, another attempt, not before Retry-After
 * other 4xx         agent-refused, permanent
 * anything else     bad-response, unknown whether it was done
 * </pre>
 */
public final class StatusFailures {

    private final RetryAfter retryAfter;

    public StatusFailures(InstantSource clock) {
        retryAfter = new RetryAfter(clock);
    }

    public Outcome outcome(AgentName agent, int status, HttpHeaders headers, ByteBuffer body) {
        return switch (status) {
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

    /** An answer that was cut off at its limit. */
    public static Outcome tooLarge(AgentName agent, int limit, String setting) {
        return Results.permanent(
                "response-too-large",
                "agent %s answered more than %d bytes, the limit of an answer (%s)".formatted(agent, limit, setting));
    }
}

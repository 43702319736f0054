// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.text.Excerpt;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.time.InstantSource;

/**
 * Mapping of HTTP responses without a result to outcomes.
 *
 * <pre>
 * 2xx               bad-response, permanent
 * 3xx               agent-redirects, permanent: redirects are not followed
 * 408 425 429 5xx   agent-unavailable, retried, not before Retry-After
 * other 4xx         agent-refused, permanent
 * anything else     bad-response, ambiguous
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
                        Outcomes.permanent(
                                "bad-response",
                                "Agent %s returned HTTP %d without a result; a result needs status 200, 201 or 203"
                                        .formatted(agent, status));
                    case 3 ->
                        Outcomes.permanent(
                                "agent-redirects",
                                "Agent %s returned HTTP %d; redirects are not followed, set its endpoint to the final URL"
                                        .formatted(agent, status));
                    case 4 ->
                        Outcomes.permanent(
                                "agent-refused",
                                "Agent %s rejected the request with HTTP %d%s".formatted(agent, status, detail(body)));
                    case 5 -> unavailable(agent, status, headers, body);
                    default ->
                        Outcomes.ambiguous(
                                "bad-response",
                                "Agent %s returned the invalid HTTP status %d".formatted(agent, status));
                };
        };
    }

    private Outcome unavailable(AgentName agent, int status, HttpHeaders headers, ByteBuffer body) {
        var reason = "Agent %s returned HTTP %d%s".formatted(agent, status, detail(body));
        var after = headers.firstValue("Retry-After").flatMap(retryAfter::parse);
        return new Outcome.Failed(new Failure.Transient("agent-unavailable", reason, after.orElse(null)));
    }

    private static String detail(ByteBuffer body) {
        var text = Excerpt.line(body);
        return text.isEmpty() ? "" : ": " + text;
    }

    /**
     * Returns the outcome for a response above its limit.
     *
     * @param setting configuration key of the limit
     */
    public static Outcome tooLarge(AgentName agent, int limit, String setting) {
        return Outcomes.permanent(
                "response-too-large",
                "Response of agent %s exceeds %d bytes, the limit %s".formatted(agent, limit, setting));
    }
}

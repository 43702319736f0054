// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import dev.pulser.adapters.callback.CallbackRegistry;
import dev.pulser.adapters.callback.PendingCallback;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.adapters.web.ConnectionFailures;
import dev.pulser.adapters.web.LimitedBodySubscriber;
import dev.pulser.adapters.web.RequestNotSentException;
import dev.pulser.adapters.web.ResponseBody;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.text.Excerpt;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Adapter for agents of kind {@code http}: posts the task to the endpoint. The response is the result, or 202 and the
 * result follows on the callback. Outcomes: {@link HttpResponseMapper}, {@link ConnectionFailures}.
 */
public final class HttpAdapter implements AgentAdapter {

    private static final Logger LOG = Logger.getLogger(HttpAdapter.class);
    private static final int ACCEPTED = 202;
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

    /** Longer than any attempt; the deadline interrupts the wait. */
    private static final Duration UNTIL_INTERRUPTED = Duration.ofDays(2);

    private final AgentHttpClient client;
    private final CallbackRegistry callbacks;
    private final HttpResponseMapper responses;
    private final int maxResponseBytes;

    /** @param client remains owned by the caller */
    public HttpAdapter(
            HttpAdapterConfig config, AgentHttpClient client, CallbackRegistry callbacks, InstantSource clock) {
        this.client = client;
        this.callbacks = callbacks;
        responses = new HttpResponseMapper(clock);
        maxResponseBytes = config.maxResponseBytes();
    }

    @Override
    public AgentKind kind() {
        return AgentKind.HTTP;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, AttemptListener listener)
            throws InterruptedException {
        try (var callback = callbacks.open(assignment, client.credential(agent), 1, listener)) {
            return send(assignment, agent, callback, listener);
        } catch (RequestNotSentException e) {
            return e.outcome();
        } catch (IOException e) {
            return ConnectionFailures.outcome(agent.name(), Objects.requireNonNull(agent.endpoint()), e);
        }
    }

    private Outcome send(
            Assignment assignment, AgentDefinition agent, PendingCallback callback, AttemptListener listener)
            throws RequestNotSentException, IOException, InterruptedException {
        var request = HttpRequests.of(client.request(agent, agent.endpoint()), assignment, callback.address());
        var response = client.send(request, LimitedBodySubscriber.of(maxResponseBytes));
        recordUsage(agent, response.headers(), listener);
        if (response.statusCode() != ACCEPTED) {
            return responses.outcome(agent.name(), response.statusCode(), response.headers(), response.body());
        }
        var posted = callback.await(UNTIL_INTERRUPTED).orElseThrow();
        recordUsage(agent, posted.headers(), listener);
        return responses.outcome(
                agent.name(), posted.status(), posted.headers(), new ResponseBody.Complete(posted.body()));
    }

    private static void recordUsage(AgentDefinition agent, HttpHeaders headers, AttemptListener listener) {
        headers.firstValue(UsageHeader.NAME)
                .ifPresent(header -> new UsageHeader(agent.rates())
                        .parse(header)
                        .ifPresentOrElse(
                                listener::onUsage,
                                () -> LOG.warnf(
                                        "Malformed usage header ignored agent=%s header=\"%s\"",
                                        agent.name(), Excerpt.line(header))));
    }

    /**
     * Sends a GET to the health URL, which must return a status below 400. Without a health URL, opens a connection to
     * the endpoint and sends nothing, so that the agent does not start work.
     */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        try {
            if (agent.connection().healthUrl() != null) {
                return checkHealthUrl(agent);
            }
            client.connect(agent, agent.endpoint(), CHECK_LIMIT);
            return new CheckResult.Healthy();
        } catch (RequestNotSentException e) {
            return new CheckResult.Unhealthy(e.reason());
        } catch (IOException e) {
            return new CheckResult.Unhealthy(
                    "Agent cannot be reached: " + Excerpt.line(String.valueOf(e.getMessage())));
        }
    }

    private CheckResult checkHealthUrl(AgentDefinition agent)
            throws RequestNotSentException, IOException, InterruptedException {
        var request = client.request(agent, agent.connection().healthUrl())
                .timeout(CHECK_LIMIT)
                .GET()
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        return status < 400
                ? new CheckResult.Healthy()
                : new CheckResult.Unhealthy("Health check returned HTTP %d".formatted(status));
    }
}

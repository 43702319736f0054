// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import dev.pulser.adapters.callback.Callback;
import dev.pulser.adapters.callback.Callbacks;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.web.AgentClient;
import dev.pulser.adapters.web.CappedBody;
import dev.pulser.adapters.web.ConnectionFailures;
import dev.pulser.adapters.web.NotAsked;
import dev.pulser.adapters.web.WebBody;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Agents of kind {@code http}: the task is posted to the endpoint; the answer is the result, or 202 and the result is posted
 * to the callback later. What each answer means is {@link HttpAnswers}; what a broken connection means, {@link
 * ConnectionFailures}.
 */
public final class HttpAdapter implements AgentAdapter {

    private static final Logger LOG = Logger.getLogger(HttpAdapter.class);
    private static final int ACCEPTED = 202;
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

    /** Longer than any attempt: its deadline interrupts the waiting. */
    private static final Duration UNTIL_INTERRUPTED = Duration.ofDays(2);

    private final AgentClient client;
    private final Callbacks callbacks;
    private final HttpAnswers answers;
    private final int maxResponseBytes;

    /** @param client stays the caller's to close */
    public HttpAdapter(HttpConfig config, AgentClient client, Callbacks callbacks, InstantSource clock) {
        this.client = client;
        this.callbacks = callbacks;
        answers = new HttpAnswers(clock);
        maxResponseBytes = config.maxResponseBytes();
    }

    @Override
    public AgentKind kind() {
        return AgentKind.HTTP;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, Progress progress) throws InterruptedException {
        try (var callback = callbacks.open(assignment, client.credential(agent), 1, progress)) {
            return ask(assignment, agent, callback, progress);
        } catch (NotAsked e) {
            return e.outcome();
        } catch (IOException e) {
            return ConnectionFailures.outcome(agent.name(), Objects.requireNonNull(agent.endpoint()), e);
        }
    }

    private Outcome ask(Assignment assignment, AgentDefinition agent, Callback callback, Progress progress)
            throws NotAsked, IOException, InterruptedException {
        var request = HttpRequests.of(client.request(agent, agent.endpoint()), assignment, callback.address());
        var answer = client.send(request, CappedBody.of(maxResponseBytes));
        noteUsage(agent, answer.headers(), progress);
        if (answer.statusCode() != ACCEPTED) {
            return answers.outcome(agent.name(), answer.statusCode(), answer.headers(), answer.body());
        }
        var posted = callback.await(UNTIL_INTERRUPTED).orElseThrow();
        noteUsage(agent, posted.headers(), progress);
        return answers.outcome(agent.name(), posted.status(), posted.headers(), new WebBody.Whole(posted.body()));
    }

    private static void noteUsage(AgentDefinition agent, HttpHeaders headers, Progress progress) {
        headers.firstValue(UsageHeader.NAME)
                .ifPresent(header -> new UsageHeader(agent.rates())
                        .parse(header)
                        .ifPresentOrElse(
                                progress::used,
                                () -> LOG.warnf(
                                        "usage not understood agent=%s header=\"%s\"",
                                        agent.name(), Excerpt.printable(header))));
    }

    /**
     * Where it has a health address it has to answer a GET there below 400. Else its endpoint has to take a connection, over
     * which nothing is sent: the agent must not take a check for work.
     */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        try {
            if (agent.healthUrl() != null) {
                return asked(agent);
            }
            client.connect(agent, agent.endpoint(), CHECK_LIMIT);
            return new CheckResult.Fine();
        } catch (NotAsked e) {
            return new CheckResult.Failing(e.reason());
        } catch (IOException e) {
            return new CheckResult.Failing(
                    "it cannot be reached: " + Excerpt.printable(String.valueOf(e.getMessage())));
        }
    }

    private CheckResult asked(AgentDefinition agent) throws NotAsked, IOException, InterruptedException {
        var request = client.request(agent, agent.healthUrl())
                .timeout(CHECK_LIMIT)
                .GET()
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        return status < 400
                ? new CheckResult.Fine()
                : new CheckResult.Failing("it answered its health check with %d".formatted(status));
    }
}

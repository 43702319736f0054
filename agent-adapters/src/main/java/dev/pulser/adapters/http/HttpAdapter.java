// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/**
 * Agents of kind {@code http}: the task is posted to the endpoint, the answer is the result. What each answer means is
 * {@link HttpAnswers}; what a broken connection means, {@link HttpFailures}. Redirects are not followed.
 */
public final class HttpAdapter implements AgentAdapter, AutoCloseable {

    static {
        // Idle connections are given up before most servers do it, and before they are many: a request on one that is
        // just being closed is lost.
        setUnlessSet("jdk.httpclient.keepalive.timeout", "4");
        setUnlessSet("jdk.httpclient.connectionPoolSize", "100");
    }

    private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

    private final HttpClient client;
    private final HttpAnswers answers;
    private final int maxResponseBytes;

    public HttpAdapter(HttpConfig config, InstantSource clock) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        answers = new HttpAnswers(clock);
        maxResponseBytes = config.maxResponseBytes();
    }

    private static void setUnlessSet(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    @Override
    public AgentKind kind() {
        return AgentKind.HTTP;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, Progress progress) throws InterruptedException {
        var endpoint = agent.endpoint();
        if (endpoint == null || !isHttp(endpoint)) {
            return Results.permanent(
                    "endpoint-invalid",
                    "the endpoint of agent %s is %s; it has to be an http or https address with a host"
                            .formatted(agent.name(), endpoint));
        }
        try {
            var answer = client.send(HttpRequests.of(endpoint, assignment), CappedBody.of(maxResponseBytes));
            return answers.outcome(agent.name(), answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            return HttpFailures.outcome(agent.name(), endpoint, e);
        }
    }

    /**
     * Where it has a health address it has to answer a GET there below 400. Else its endpoint has to take a connection, over
     * which nothing is sent: the agent must not take a check for work.
     */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        var address = agent.healthUrl() != null ? agent.healthUrl() : agent.endpoint();
        if (address == null || !isHttp(address)) {
            return new CheckResult.Failing("it has no http or https address");
        }
        try {
            return agent.healthUrl() != null ? asked(address) : connected(address);
        } catch (IOException e) {
            return new CheckResult.Failing(
                    "it cannot be reached: " + Excerpt.printable(String.valueOf(e.getMessage())));
        }
    }

    private CheckResult asked(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(CHECK_LIMIT).GET().build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status < 400
                ? new CheckResult.Fine()
                : new CheckResult.Failing("it answered its health check with %d".formatted(status));
    }

    private static CheckResult connected(URI address) throws IOException {
        int standard = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        int port = address.getPort() < 0 ? standard : address.getPort();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), (int) CHECK_LIMIT.toMillis());
            return new CheckResult.Fine();
        }
    }

    private static boolean isHttp(URI endpoint) {
        return endpoint.getHost() != null
                && ("http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

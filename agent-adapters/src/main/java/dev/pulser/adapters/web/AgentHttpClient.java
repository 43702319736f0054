// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.service.egress.Egress;
import dev.pulser.service.egress.EgressBlockedException;
import dev.pulser.service.egress.PinnedAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * HTTP client for requests to agents: applies the egress policy, adds the agent's credential and follows no redirects.
 * Safe from any thread.
 */
public final class AgentHttpClient implements AutoCloseable {

    static {
        // Idle connections are closed before most servers close them: a request on a connection that the server is
        // closing is lost.
        setUnlessSet("jdk.httpclient.keepalive.timeout", "4");
        setUnlessSet("jdk.httpclient.connectionPoolSize", "100");
    }

    private final Egress egress;
    private final Map<String, String> environment;
    private final HttpClient client;

    /**
     * @param connectTimeout limit for establishing a connection; the attempt's deadline limits the rest
     * @param environment environment variables that hold credentials
     */
    public AgentHttpClient(Egress egress, Duration connectTimeout, Map<String, String> environment) {
        this.egress = egress;
        this.environment = environment;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private static void setUnlessSet(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    /**
     * Returns a request to one of the agent's addresses. Send it at once: its address has just been checked.
     *
     * @throws RequestNotSentException if the address is invalid or blocked, or the credential is missing
     * @throws UnknownHostException if the host has no address
     */
    public HttpRequest.Builder request(AgentDefinition agent, @Nullable URI address)
            throws RequestNotSentException, UnknownHostException, InterruptedException {
        if (address == null || !isHttp(address)) {
            throw new RequestNotSentException(
                    "endpoint-invalid",
                    "Endpoint %s of agent %s is invalid; set it to an http or https URL with a host"
                            .formatted(address, agent.name()));
        }
        var credential = credential(agent);
        var request = open(agent, address).request();
        return credential == null ? request : request.header("Authorization", "Bearer " + credential);
    }

    private PinnedAddress open(AgentDefinition agent, URI address)
            throws RequestNotSentException, UnknownHostException, InterruptedException {
        try {
            return egress.open(address);
        } catch (EgressBlockedException e) {
            throw new RequestNotSentException(
                    EgressBlockedException.CODE, "Agent %s: %s".formatted(agent.name(), e.reason()));
        }
    }

    /** Opens a connection to one of the agent's addresses and closes it without sending anything. */
    public void connect(AgentDefinition agent, @Nullable URI address, Duration limit)
            throws RequestNotSentException, IOException, InterruptedException {
        var uri = request(agent, address).build().uri();
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort()), (int)
                    limit.toMillis());
        }
    }

    /**
     * Returns the bearer token of the agent; null if the agent needs none.
     *
     * @throws RequestNotSentException if the environment variable is not set
     */
    public @Nullable String credential(AgentDefinition agent) throws RequestNotSentException {
        var variable = agent.connection().credential();
        if (variable == null) {
            return null;
        }
        var value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw new RequestNotSentException(
                    "credential-missing",
                    "Environment variable %2$s, credential of agent %1$s, is not set; set it and restart agent-adapters"
                            .formatted(agent.name(), variable));
        }
        return value;
    }

    private static boolean isHttp(URI address) {
        return address.getHost() != null
                && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
    }

    /** Sends the request and waits for the response. An interruption closes the connection. */
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return client.send(request, body);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

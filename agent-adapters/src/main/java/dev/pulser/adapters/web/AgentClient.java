// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.adapters.egress.Egress;
import dev.pulser.adapters.egress.EgressBlocked;
import dev.pulser.adapters.egress.PinnedAddress;
import dev.pulser.contract.agent.AgentDefinition;
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
 * Sends requests to agents: where egress allows it, with the agent's credential, and following no redirect. Safe from any
 * thread.
 */
public final class AgentClient implements AutoCloseable {

    static {
        // Idle connections are given up before most servers do it, and before they are many: a request on one that is
        // just being closed is lost.
        setUnlessSet("jdk.httpclient.keepalive.timeout", "4");
        setUnlessSet("jdk.httpclient.connectionPoolSize", "100");
    }

    private final Egress egress;
    private final Map<String, String> environment;
    private final HttpClient client;

    /**
     * @param connectTimeout limit of making a connection; the attempt's own limit holds for all the rest
     * @param environment    where credentials are
     */
    public AgentClient(Egress egress, Duration connectTimeout, Map<String, String> environment) {
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
     * A request to one of the agent's addresses, good for being sent now.
     *
     * @throws NotAsked             if the address is none, leads where Pulser must not go, or the credential is missing
     * @throws UnknownHostException if its host has no address
     */
    public HttpRequest.Builder request(AgentDefinition agent, @Nullable URI address)
            throws NotAsked, UnknownHostException, InterruptedException {
        if (address == null || !isHttp(address)) {
            throw new NotAsked(
                    "endpoint-invalid",
                    "the endpoint of agent %s is %s; it has to be an http or https address with a host"
                            .formatted(agent.name(), address));
        }
        var credential = credential(agent);
        var request = open(agent, address).request();
        return credential == null ? request : request.header("Authorization", "Bearer " + credential);
    }

    private PinnedAddress open(AgentDefinition agent, URI address)
            throws NotAsked, UnknownHostException, InterruptedException {
        try {
            return egress.open(address);
        } catch (EgressBlocked e) {
            throw new NotAsked(EgressBlocked.CODE, "agent %s: %s".formatted(agent.name(), e.reason()));
        }
    }

    /** Makes a connection to one of the agent's addresses and ends it, having sent nothing. */
    public void connect(AgentDefinition agent, @Nullable URI address, Duration limit)
            throws NotAsked, IOException, InterruptedException {
        var uri = request(agent, address).build().uri();
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort()), (int)
                    limit.toMillis());
        }
    }

    /**
     * The token that the agent's calls carry; null where it needs none.
     *
     * @throws NotAsked if it is to have one and the environment does not hold it
     */
    public @Nullable String credential(AgentDefinition agent) throws NotAsked {
        var variable = agent.credential();
        if (variable == null) {
            return null;
        }
        var value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw new NotAsked(
                    "credential-missing",
                    "agent %s needs the environment variable %s, which the adapters do not have; set it and start them again"
                            .formatted(agent.name(), variable));
        }
        return value;
    }

    private static boolean isHttp(URI address) {
        return address.getHost() != null
                && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
    }

    /** Sends it and waits. An interruption ends the connection. */
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return client.send(request, body);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

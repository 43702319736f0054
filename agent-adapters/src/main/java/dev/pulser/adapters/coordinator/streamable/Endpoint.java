// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import dev.pulser.adapters.coordinator.declared.ServerDefinition;
import dev.pulser.contract.egress.EgressPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Sends requests to the address of one server and to nowhere else: redirects are not followed, and before each request it
 * is asked whether the address may be connected to.
 */
final class Endpoint {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(1);

    private final ServerDefinition.Url server;
    private final EgressPolicy egress;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Endpoint(ServerDefinition.Url server, EgressPolicy egress) {
        this.server = server;
        this.egress = egress;
    }

    /** The answer's body has to be closed. An interruption breaks the request off. */
    HttpResponse<InputStream> post(String message, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(request(headers)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message)));
    }

    /** The answer's body has to be closed. An interruption breaks the request off. */
    HttpResponse<InputStream> get(Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(headers).header("Accept", "text/event-stream").GET());
    }

    void delete(Map<String, String> headers) throws IOException, InterruptedException {
        send(request(headers).timeout(FAREWELL_LIMIT).DELETE()).body().close();
    }

    private HttpRequest.Builder request(Map<String, String> headers) {
        var request = HttpRequest.newBuilder(server.url());
        server.headers().forEach(request::header);
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        checkEgress();
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private void checkEgress() throws IOException {
        var refusal = egress.refusal(server.url());
        if (refusal.isPresent()) {
            throw new EgressBlocked(refusal.get());
        }
        if (egress.allowsName(server.url().getHost())) {
            return;
        }
        for (var address : InetAddress.getAllByName(server.url().getHost())) {
            var refused = egress.refusal(address);
            if (refused.isPresent()) {
                throw new EgressBlocked(refused.get());
            }
        }
    }

    /** What is on its way goes on; nothing new is sent. */
    void retire() {
        client.shutdown();
    }

    /** Breaks everything off. */
    void close() {
        client.shutdownNow();
    }
}

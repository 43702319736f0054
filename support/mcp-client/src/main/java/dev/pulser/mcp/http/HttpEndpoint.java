// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import dev.pulser.mcp.declaration.ServerDefinition;
import dev.pulser.service.egress.Egress;
import dev.pulser.service.egress.EgressBlockedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * HTTP endpoint of one server. Each request is checked by {@link Egress}; redirects are not followed.
 *
 * <p>Errors: {@link EgressBlockedException} if the address is not allowed. An interruption aborts the request. Response bodies
 * must be closed by the caller.
 */
final class HttpEndpoint {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DELETE_TIMEOUT = Duration.ofSeconds(1);

    private final ServerDefinition.Http server;
    private final Egress egress;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    HttpEndpoint(ServerDefinition.Http server, Egress egress) {
        this.server = server;
        this.egress = egress;
    }

    HttpResponse<InputStream> post(String message, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(request(headers)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message)));
    }

    HttpResponse<InputStream> get(Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(headers).header("Accept", "text/event-stream").GET());
    }

    void delete(Map<String, String> headers) throws IOException, InterruptedException {
        send(request(headers).timeout(DELETE_TIMEOUT).DELETE()).body().close();
    }

    private HttpRequest.Builder request(Map<String, String> headers) throws IOException, InterruptedException {
        var request = egress.open(server.url()).request();
        server.headers().forEach(request::header);
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** Accepts no new requests; running ones continue. */
    void shutdown() {
        client.shutdown();
    }

    /** Aborts all requests. */
    void shutdownNow() {
        client.shutdownNow();
    }
}

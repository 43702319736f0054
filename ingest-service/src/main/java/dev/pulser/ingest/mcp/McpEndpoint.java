// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.pulser.contract.name.Company;
import dev.pulser.ingest.http.HttpRequestConfig;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcError;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcErrorException;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessageReader;
import dev.pulser.ingest.mcp.jsonrpc.RawJsonObject;
import dev.pulser.ingest.problem.AllowedMethods;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.problem.Problems;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * HTTP route {@code POST /mcp}: one JSON-RPC message per request over Streamable HTTP, each on a virtual thread.
 * Malformed HTTP is answered with a problem by the filters before; everything else with a JSON-RPC response.
 */
@Singleton
final class McpEndpoint {

    private static final String PATH = "/mcp";
    private static final int MAX_TOKEN_CHARS = 200;

    private final McpMethodDispatcher dispatcher;
    private final AllowedOrigins origins;
    private final ObjectMapper json;
    private final ExecutorService threads;

    @Inject
    McpEndpoint(
            McpMethodDispatcher dispatcher,
            HttpRequestConfig config,
            ObjectMapper json,
            @VirtualThreads ExecutorService threads) {
        this.dispatcher = dispatcher;
        this.origins = new AllowedOrigins(config.corsOrigins().orElse(Set.of()));
        this.json = json;
        this.threads = threads;
    }

    void add(@Observes Router router) {
        router.post(PATH).handler(this::receive);
        router.options(PATH)
                .handler(http -> http.response()
                        .setStatusCode(204)
                        .putHeader("Allow", AllowedMethods.at(PATH).orElseThrow())
                        .end());
    }

    private void receive(RoutingContext http) {
        if (!origins.areAllowed(http.request().headers().getAll("Origin"))) {
            Problems.send(
                    http,
                    Problem.of(
                            ProblemType.ORIGIN_NOT_ALLOWED,
                            "The origin is not allowed; add it to pulser.http.cors-origins."),
                    false);
            return;
        }
        var body = http.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        threads.execute(() -> serve(http, JsonRpcMessageReader.read(bytes)));
    }

    private void serve(RoutingContext http, JsonRpcMessage message) {
        switch (message) {
            case JsonRpcMessage.Notification _ ->
                http.response().setStatusCode(202).end();
            case JsonRpcMessage.Unreadable(var id, var error) ->
                new McpResponseStream(http.response(), null, null).end(error.status(), failure(id, error));
            case JsonRpcMessage.Request request -> serve(http, request);
        }
    }

    private void serve(RoutingContext http, JsonRpcMessage.Request request) {
        var stream = new McpResponseStream(
                http.response(), http.request().getHeader("Accept"), progressToken(request.params()));
        var caller = new McpCaller(Company.DEFAULT, stream, http);
        try {
            var revision = McpProtocolRevision.of(
                    request, new McpRequestHeaders(http.request().headers()));
            stream.end(200, success(request.id(), dispatcher.dispatch(revision, request, caller)));
        } catch (JsonRpcErrorException e) {
            stream.end(e.error().status(), failure(request.id(), e.error()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var error = JsonRpcError.internal("the service is shutting down; try again");
            stream.end(error.status(), failure(request.id(), error));
        } catch (RuntimeException e) {
            var error = JsonRpcError.internal(caller.internalError(e).detail());
            stream.end(error.status(), failure(request.id(), error));
        }
    }

    /**
     * Returns the progress token as JSON; null if it is absent, longer than {@value #MAX_TOKEN_CHARS} characters, or
     * neither string nor integer.
     */
    private static @Nullable String progressToken(RawJsonObject params) {
        var meta = params.object("_meta");
        return meta == null
                ? null
                : meta.json("progressToken")
                        .map(token -> new String(token, StandardCharsets.UTF_8))
                        .filter(token -> token.length() <= MAX_TOKEN_CHARS)
                        .filter(token -> token.startsWith("\"") || token.matches("-?\\d+"))
                        .orElse(null);
    }

    private byte[] success(String id, ObjectNode result) {
        var response = response(id);
        response.set("result", result);
        return bytes(response);
    }

    private byte[] failure(@Nullable String id, JsonRpcError error) {
        var response = response(id);
        var node = response.putObject("error").put("code", error.code()).put("message", error.message());
        var versions = error.versions();
        if (versions != null) {
            node.putPOJO("data", versions);
        }
        return bytes(response);
    }

    private ObjectNode response(@Nullable String id) {
        var response = json.createObjectNode().put("jsonrpc", "2.0");
        if (id != null) {
            response.putRawValue("id", new RawValue(id));
        }
        return response;
    }

    private byte[] bytes(ObjectNode response) {
        try {
            return json.writeValueAsBytes(response);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("serializing a JSON tree failed", e);
        }
    }
}

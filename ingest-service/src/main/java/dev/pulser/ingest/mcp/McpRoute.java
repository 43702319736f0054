// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.pulser.contract.company.Company;
import dev.pulser.ingest.http.HttpConfig;
import dev.pulser.ingest.mcp.message.Message;
import dev.pulser.ingest.mcp.message.MessageReader;
import dev.pulser.ingest.mcp.message.RawObject;
import dev.pulser.ingest.mcp.message.Refusal;
import dev.pulser.ingest.mcp.message.Refused;
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
 * {@code POST /mcp}: one message each, over Streamable HTTP. What is wrong with the HTTP request was answered before, with a
 * problem; from here on the answers are those of JSON-RPC. Each message has a virtual thread.
 */
@Singleton
final class McpRoute {

    private static final String PATH = "/mcp";
    private static final int MAX_TOKEN_CHARS = 200;

    private final McpServer server;
    private final Origins origins;
    private final ObjectMapper json;
    private final ExecutorService threads;

    @Inject
    McpRoute(McpServer server, HttpConfig config, ObjectMapper json, @VirtualThreads ExecutorService threads) {
        this.server = server;
        this.origins = new Origins(config.corsOrigins().orElse(Set.of()));
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
        if (!origins.mayCall(http.request().headers().getAll("Origin"))) {
            Problems.end(
                    http,
                    Problem.of(
                            ProblemType.ORIGIN_UNKNOWN,
                            "pages of the origin that the header Origin names may not call; pulser.http.cors-origins lists those that may"),
                    false);
            return;
        }
        var body = http.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        threads.execute(() -> serve(http, MessageReader.read(bytes)));
    }

    private void serve(RoutingContext http, Message message) {
        switch (message) {
            case Message.Notification _ -> http.response().setStatusCode(202).end();
            case Message.Unreadable(var id, var refusal) ->
                new AnswerStream(http.response(), null, null).end(refusal.status(), refused(id, refusal));
            case Message.Request request -> serve(http, request);
        }
    }

    private void serve(RoutingContext http, Message.Request request) {
        var stream =
                new AnswerStream(http.response(), http.request().getHeader("Accept"), progressToken(request.params()));
        var caller = new Caller(Company.DEFAULT, stream, http);
        try {
            var era = Era.of(request, new Headers(http.request().headers()));
            stream.end(200, answered(request.id(), server.answer(era, request, caller)));
        } catch (Refused e) {
            stream.end(e.refusal().status(), refused(request.id(), e.refusal()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var refusal = Refusal.internal("the service is being stopped; ask again");
            stream.end(refusal.status(), refused(request.id(), refusal));
        } catch (RuntimeException e) {
            var refusal = Refusal.internal(caller.defect(e).detail());
            stream.end(refusal.status(), refused(request.id(), refusal));
        }
    }

    /** A string or a whole number, as it was written; null where there is none, or it is too long to be said again and again. */
    private static @Nullable String progressToken(RawObject params) {
        var meta = params.object("_meta");
        return meta == null
                ? null
                : meta.json("progressToken")
                        .map(token -> new String(token, StandardCharsets.UTF_8))
                        .filter(token -> token.length() <= MAX_TOKEN_CHARS)
                        .filter(token -> token.startsWith("\"") || token.matches("-?\\d+"))
                        .orElse(null);
    }

    private byte[] answered(String id, ObjectNode result) {
        var response = response(id);
        response.set("result", result);
        return bytes(response);
    }

    private byte[] refused(@Nullable String id, Refusal refusal) {
        var response = response(id);
        var error = response.putObject("error").put("code", refusal.code()).put("message", refusal.message());
        var versions = refusal.versions();
        if (versions != null) {
            error.putPOJO("data", versions);
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
            throw new IllegalStateException("what is answered is always JSON", e);
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** MCP server over HTTP for tests, of either protocol revision, that can be restarted and made to misbehave. */
public final class ScriptedHttpServer implements AutoCloseable {

    static final String TOOLS = """
            {"name":"say","description":"says","inputSchema":{"type":"object","properties":{
             "region":{"type":"string","x-mcp-header":"Region"},"do":{"type":"string"}}}}""";

    /** Request that the server received. */
    public record ReceivedRequest(String http, String method, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }
    }

    /** Behavior in place of a regular response. */
    public interface Misbehavior {
        void answer(ScriptedHttpServer peer, HttpExchange exchange, String id) throws IOException;
    }

    public final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    public final CountDownLatch streamBroken = new CountDownLatch(1);
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<String, Boolean> activeSessions = new ConcurrentHashMap<>();
    private final List<HttpExchange> streams = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile HttpServer http;
    private volatile boolean stateless;
    private volatile String tools = TOOLS;
    private volatile @Nullable Misbehavior misbehavior;
    private volatile @Nullable Misbehavior always;

    private ScriptedHttpServer(boolean stateless) {
        this.stateless = stateless;
        this.http = listen(0);
        this.port = http.getAddress().getPort();
    }

    public static ScriptedHttpServer stateless() {
        return new ScriptedHttpServer(true);
    }

    public static ScriptedHttpServer handshake() {
        return new ScriptedHttpServer(false);
    }

    private HttpServer listen(int at) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 50);
            server.createContext("/mcp", this::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:%d/mcp".formatted(port));
    }

    public void stop() {
        http.stop(0);
    }

    /** Restarts the server without its sessions. */
    public void start(boolean useStateless) {
        stateless = useStateless;
        activeSessions.clear();
        http = listen(port);
    }

    public void forgetSessions() {
        activeSessions.clear();
    }

    /** Misbehaves at the next tool call. */
    public void once(Misbehavior what) {
        misbehavior = what;
    }

    /** Misbehaves at every request; null ends that. */
    public void always(@Nullable Misbehavior what) {
        always = what;
    }

    public void list(String listed) {
        tools = listed;
    }

    public long count(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .count();
    }

    public ReceivedRequest last(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** Sends a notification on all open server streams. */
    public void notifyAll(String notification) throws IOException {
        for (var stream : streams) {
            event(stream, null, notification);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var message = parse(body);
        var method = message.getOrDefault("method", Json.NULL).asString().orElse("");
        var id = message.getOrDefault("id", Json.NULL).text();
        var headers = new ConcurrentHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        var request = new ReceivedRequest(exchange.getRequestMethod(), method, headers, body);
        requests.add(request);
        var each = always;
        if (each != null) {
            each.answer(this, exchange, id);
        } else if (stateless) {
            stateless(exchange, request, id);
        } else {
            handshake(exchange, request, id);
        }
    }

    private void stateless(HttpExchange exchange, ReceivedRequest request, String id) throws IOException {
        if (!request.header("MCP-Protocol-Version").equals("2026-07-28")) {
            json(exchange, 400, error(id, -32022, "Unsupported protocol version", "{\"supported\":[\"2026-07-28\"]}"));
            return;
        }
        switch (request.method()) {
            case "server/discover" ->
                json(exchange, 200, result(id, "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"]}"));
            case "tools/list" -> list(exchange, id);
            case "tools/call" -> call(exchange, request, id);
            default -> json(exchange, 404, error(id, -32601, "Method not found", null));
        }
    }

    private void handshake(HttpExchange exchange, ReceivedRequest request, String id) throws IOException {
        if (request.method().equals("initialize")) {
            var session = "session-" + sessions.incrementAndGet();
            activeSessions.put(session, true);
            exchange.getResponseHeaders().set("Mcp-Session-Id", session);
            json(exchange, 200, result(id, "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}"));
            return;
        }
        var session = request.header("Mcp-Session-Id");
        if (session.isEmpty()) {
            json(exchange, 400, error(id, -32000, "Bad Request: no valid session ID", null));
        } else if (!activeSessions.containsKey(session)) {
            json(exchange, 404, error(id, -32001, "Session not found", null));
        } else if (request.http().equals("GET")) {
            stream(exchange, request);
        } else if (request.http().equals("DELETE")) {
            activeSessions.remove(session);
            json(exchange, 200, "{}");
        } else if (request.method().equals("tools/list")) {
            list(exchange, id);
        } else if (request.method().equals("tools/call")) {
            call(exchange, request, id);
        } else {
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        }
    }

    private void stream(HttpExchange exchange, ReceivedRequest request) throws IOException {
        open(exchange);
        if (request.header("Last-Event-ID").startsWith("call-")) {
            var id = request.header("Last-Event-ID").substring(5);
            event(exchange, "end-" + id, result(id, SAY_RESULT));
            exchange.close();
        } else {
            streams.add(exchange);
        }
    }

    static final String SAY_RESULT = "{\"structuredContent\":{\"hello\":\"world\"},\"content\":[]}";

    private void list(HttpExchange exchange, String id) throws IOException {
        json(exchange, 200, result(id, "{\"resultType\":\"complete\",\"tools\":[" + tools + "]}"));
    }

    private void call(HttpExchange exchange, ReceivedRequest request, String id) throws IOException {
        var what = misbehavior;
        misbehavior = null;
        if (what != null) {
            what.answer(this, exchange, id);
        } else if (request.body().contains("\"region\"")
                && request.header("Mcp-Param-Region").isEmpty()
                && stateless) {
            json(exchange, 400, error(id, -32020, "Header mismatch", null));
        } else {
            json(exchange, 200, result(id, SAY_RESULT));
        }
    }

    private static Map<String, Json> parse(String body) {
        try {
            return body.isEmpty() ? Map.of() : Json.parse(body).members();
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void json(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, "application/json", body);
    }

    public static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Opens an event stream as the response. */
    public static void open(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        write(exchange, ": hello\n\n");
    }

    public static void event(HttpExchange exchange, @Nullable String id, String data) throws IOException {
        write(exchange, (id == null ? "" : "id: " + id + "\n") + "data: " + data + "\n\n");
    }

    public static void write(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    public static String result(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    public static String error(String id, int code, String message, @Nullable String data) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"%s}}"
                .formatted(id, code, message, data == null ? "" : ",\"data\":" + data);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

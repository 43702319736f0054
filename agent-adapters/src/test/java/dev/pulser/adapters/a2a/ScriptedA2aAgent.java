// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import static dev.pulser.service.json.JsonPath.at;
import static dev.pulser.service.json.JsonPath.textAt;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.sample.Samples;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A real HTTP server that speaks A2A. It does what it was told with {@link #streams} and {@link #tells}, in order; where it was
 * told nothing, what the payload says.
 */
final class ScriptedA2aAgent implements ScriptedAgent, AutoCloseable {

    private static final String HELLO =
            "{\"id\":\"t1\",\"contextId\":\"c1\",\"status\":{\"state\":\"%s\"},\"artifacts\":[{\"artifactId\":\"a1\",\"parts\":[{\"data\":{\"hello\":\"world\"}}]}]}";

    private final HttpServer server;
    private final boolean isNew;
    private final boolean streaming;
    private final boolean pushes;
    private final Deque<List<String>> streams = new ArrayDeque<>();
    private final Deque<String> tellings = new ArrayDeque<>();
    private final List<Json> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch silent = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String card;
    private volatile Headers lastHeaders = new Headers();
    private volatile boolean cancelled;

    /** @param version of the protocol, 0.3 or 1.0 */
    ScriptedA2aAgent(String version, boolean streaming, boolean pushes) throws IOException {
        this.isNew = version.equals("1.0");
        this.streaming = streaming;
        this.pushes = pushes;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> send(exchange, 404, "no such page"));
        server.createContext("/base/.well-known/agent-card.json", exchange -> send(exchange, 200, card()));
        server.createContext("/rpc", this::answer);
        server.start();
    }

    /** The next stream brings these results, and ends. */
    void streams(String... results) {
        streams.add(List.of(results));
    }

    /** The next question about the task is answered with this: a result, an error object, or a status such as 503. */
    void tells(String... answers) {
        tellings.addAll(List.of(answers));
    }

    /** Replaces its card. */
    void showsCard(String json) {
        card = json;
    }

    List<String> methods() {
        return requests.stream().map(request -> textAt(request, "method")).toList();
    }

    Json request(int index) {
        return requests.get(index);
    }

    String lastHeader(String name) {
        return lastHeaders.getFirst(name);
    }

    boolean isCancelled() {
        return cancelled;
    }

    URI base() {
        return URI.create(
                "http://127.0.0.1:%d/base/".formatted(server.getAddress().getPort()));
    }

    private String card() {
        var given = card;
        if (given != null) {
            return given;
        }
        var capabilities = "\"capabilities\":{\"streaming\":%s,\"pushNotifications\":%s}".formatted(streaming, pushes);
        var url = base().resolve("/rpc");
        return isNew
                ? "{\"name\":\"x\",\"supportedInterfaces\":[{\"url\":\"%s\",\"protocolBinding\":\"JSONRPC\",\"protocolVersion\":\"1.0\"}],%s}"
                        .formatted(url, capabilities)
                : "{\"name\":\"x\",\"protocolVersion\":\"0.3.0\",\"url\":\"%s\",\"preferredTransport\":\"JSONRPC\",%s}"
                        .formatted(url, capabilities);
    }

    private void answer(HttpExchange exchange) throws IOException {
        lastHeaders = exchange.getRequestHeaders();
        var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            var request = Json.parse(text);
            requests.add(request);
            answer(exchange, textAt(request, "method"), text);
        } catch (MalformedJsonException e) {
            send(exchange, 400, "no JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String method, String text) throws IOException, InterruptedException {
        switch (method) {
            case "message/send", "SendMessage" -> {
                if (text.contains("\"overload\"")) {
                    exchange.getResponseHeaders().set("Retry-After", "7");
                    send(exchange, 503, "busy");
                } else if (!tellings.isEmpty()) {
                    tell(exchange, tellings.remove());
                } else {
                    result(exchange, sent(text));
                }
            }
            case "message/stream", "SendStreamingMessage", "tasks/resubscribe", "SubscribeToTask" ->
                stream(exchange, text);
            case "tasks/get", "GetTask" -> {
                if (tellings.isEmpty()) {
                    silent.countDown();
                    result(exchange, task("working"));
                } else {
                    tell(exchange, tellings.remove());
                }
            }
            default -> {
                cancelled = true;
                result(exchange, task("canceled"));
            }
        }
    }

    private String sent(String text) {
        if (text.contains("\"refusal\"")) {
            return wrapped(task("rejected"));
        }
        if (text.contains("\"progress\"")) {
            tellings.add(HELLO.formatted(state("completed")));
            return wrapped(task("working", "half way"));
        }
        return wrapped(text.contains("\"silence\"") ? task("submitted") : HELLO.formatted(state("completed")));
    }

    private void stream(HttpExchange exchange, String text) throws IOException, InterruptedException {
        if (streams.isEmpty() && text.contains("\"overload\"")) {
            exchange.getResponseHeaders().set("Retry-After", "7");
            send(exchange, 503, "busy");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        for (var result : streams.isEmpty() ? streamed(text) : streams.remove()) {
            var event = "id: 1\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":%s}\n\n".formatted(result);
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        if (text.contains("\"silence\"")) {
            silent.countDown();
            closed.await();
        }
        exchange.close();
    }

    private List<String> streamed(String text) {
        if (text.contains("\"refusal\"")) {
            return List.of(wrapped(task("rejected")));
        }
        if (text.contains("\"silence\"")) {
            return List.of(wrapped(task("submitted")));
        }
        return List.of(
                wrapped(task("submitted")),
                moved("t1", "working", "half way"),
                grown("t1", "{\"artifactId\":\"a1\",\"parts\":[{\"data\":{\"hello\":\"world\"}}]}", false),
                moved("t1", "completed", null));
    }

    private void tell(HttpExchange exchange, String answer) throws IOException {
        if (answer.matches("\\d{3}")) {
            send(exchange, Integer.parseInt(answer), "");
        } else if (answer.startsWith("{\"code\"")) {
            send(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":%s}".formatted(answer));
        } else {
            result(exchange, answer);
        }
    }

    private static void result(HttpExchange exchange, String result) throws IOException {
        send(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":%s}".formatted(result));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** As this version writes it. */
    String state(String name) {
        return isNew ? "TASK_STATE_" + name.toUpperCase(Locale.ROOT).replace('-', '_') : name;
    }

    String task(String state) {
        return "{\"id\":\"t1\",\"contextId\":\"c1\",\"kind\":\"task\",\"status\":{\"state\":\"%s\"}}"
                .formatted(state(state));
    }

    String task(String state, String words) {
        return "{\"id\":\"t1\",\"contextId\":\"c1\",\"kind\":\"task\",\"status\":{\"state\":\"%s\",\"message\":%s}}"
                .formatted(state(state), message(words));
    }

    String hello() {
        return HELLO.formatted(state("completed"));
    }

    private static String message(String words) {
        return "{\"messageId\":\"m1\",\"parts\":[{\"text\":\"%s\"}]}".formatted(words);
    }

    /** A task as the answer to a message. */
    String wrapped(String task) {
        return isNew ? "{\"task\":%s}".formatted(task.replace("\"kind\":\"task\",", "")) : kind("task", task);
    }

    String moved(String task, String state, @Nullable String words) {
        var message = words == null ? "" : ",\"message\":" + message(words);
        var update = "{\"taskId\":\"%s\",\"contextId\":\"c1\",\"status\":{\"state\":\"%s\"%s}}"
                .formatted(task, state(state), message);
        return isNew ? "{\"statusUpdate\":%s}".formatted(update) : kind("status-update", update);
    }

    String grown(String task, String artifact, boolean append) {
        var update = "{\"taskId\":\"%s\",\"contextId\":\"c1\",\"artifact\":%s,\"append\":%s}"
                .formatted(task, artifact, append);
        return isNew ? "{\"artifactUpdate\":%s}".formatted(update) : kind("artifact-update", update);
    }

    private static String kind(String kind, String object) {
        return object.contains("\"kind\":\"" + kind + "\"")
                ? object
                : "{\"kind\":\"%s\",%s".formatted(kind, object.substring(1));
    }

    @Override
    public AgentDefinition definition() {
        return Samples.anAgent("alpha").kind(AgentKind.A2A).at(base()).build();
    }

    @Override
    public AgentDefinition definitionOfNobody() {
        return Samples.anAgent("alpha").kind(AgentKind.A2A).build();
    }

    @Override
    public String payloadForHello() {
        return "{\"do\":\"hello\"}";
    }

    @Override
    public String payloadForOverload() {
        return "{\"do\":\"overload\"}";
    }

    @Override
    public String payloadForRefusal() {
        return "{\"do\":\"refusal\"}";
    }

    @Override
    public String payloadForSilence() {
        return "{\"do\":\"silence\"}";
    }

    @Override
    public String payloadForProgress() {
        return "{\"do\":\"progress\"}";
    }

    @Override
    public List<String> keys() {
        return requests.stream()
                .map(request -> at(request, "params"))
                .filter(params -> params.member("message") != null)
                .map(params -> textAt(params, "message", "messageId"))
                .toList();
    }

    @Override
    public boolean isSilent() {
        return silent.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}

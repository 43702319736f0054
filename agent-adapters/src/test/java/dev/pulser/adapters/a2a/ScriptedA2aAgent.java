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
 * Simulated A2A agent. It sends the responses of {@link #enqueueStream} and {@link #enqueueResponses} in their order,
 * and otherwise a response that depends on the payload.
 */
final class ScriptedA2aAgent implements ScriptedAgent, AutoCloseable {

    private static final String HELLO =
            "{\"id\":\"t1\",\"contextId\":\"c1\",\"status\":{\"state\":\"%s\"},\"artifacts\":[{\"artifactId\":\"a1\",\"parts\":[{\"data\":{\"hello\":\"world\"}}]}]}";

    private final HttpServer server;
    private final boolean version1;
    private final boolean streaming;
    private final boolean pushNotifications;
    private final Deque<List<String>> streams = new ArrayDeque<>();
    private final Deque<String> responses = new ArrayDeque<>();
    private final List<Json> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch unanswered = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String card;
    private volatile Headers lastHeaders = new Headers();
    private volatile boolean cancelled;

    /** @param version protocol version, 0.3 or 1.0 */
    ScriptedA2aAgent(String version, boolean streaming, boolean pushNotifications) throws IOException {
        this.version1 = version.equals("1.0");
        this.streaming = streaming;
        this.pushNotifications = pushNotifications;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> send(exchange, 404, "no such page"));
        server.createContext("/base/.well-known/agent-card.json", exchange -> send(exchange, 200, card()));
        server.createContext("/rpc", this::answer);
        server.start();
    }

    /** Adds a stream that ends after these results. */
    void enqueueStream(String... results) {
        streams.add(List.of(results));
    }

    /** Adds unary responses: each a result, an error object, or an HTTP status such as 503. */
    void enqueueResponses(String... answers) {
        responses.addAll(List.of(answers));
    }

    /** Replaces the agent card. */
    void setCard(String json) {
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
        var replacement = card;
        if (replacement != null) {
            return replacement;
        }
        var capabilities =
                "\"capabilities\":{\"streaming\":%s,\"pushNotifications\":%s}".formatted(streaming, pushNotifications);
        var url = base().resolve("/rpc");
        return version1
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
                } else if (!responses.isEmpty()) {
                    sendResponse(exchange, responses.remove());
                } else {
                    result(exchange, messageResponse(text));
                }
            }
            case "message/stream", "SendStreamingMessage", "tasks/resubscribe", "SubscribeToTask" ->
                stream(exchange, text);
            case "tasks/get", "GetTask" -> {
                if (responses.isEmpty()) {
                    unanswered.countDown();
                    result(exchange, task("working"));
                } else {
                    sendResponse(exchange, responses.remove());
                }
            }
            default -> {
                cancelled = true;
                result(exchange, task("canceled"));
            }
        }
    }

    private String messageResponse(String text) {
        if (text.contains("\"refusal\"")) {
            return taskResponse(task("rejected"));
        }
        if (text.contains("\"progress\"")) {
            responses.add(HELLO.formatted(state("completed")));
            return taskResponse(task("working", "half way"));
        }
        return taskResponse(text.contains("\"silence\"") ? task("submitted") : HELLO.formatted(state("completed")));
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
        for (var result : streams.isEmpty() ? defaultEvents(text) : streams.remove()) {
            var event = "id: 1\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":%s}\n\n".formatted(result);
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        if (text.contains("\"silence\"")) {
            unanswered.countDown();
            closed.await();
        }
        exchange.close();
    }

    private List<String> defaultEvents(String text) {
        if (text.contains("\"refusal\"")) {
            return List.of(taskResponse(task("rejected")));
        }
        if (text.contains("\"silence\"")) {
            return List.of(taskResponse(task("submitted")));
        }
        return List.of(
                taskResponse(task("submitted")),
                statusUpdate("t1", "working", "half way"),
                artifactUpdate("t1", "{\"artifactId\":\"a1\",\"parts\":[{\"data\":{\"hello\":\"world\"}}]}", false),
                statusUpdate("t1", "completed", null));
    }

    private void sendResponse(HttpExchange exchange, String answer) throws IOException {
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

    /** Returns the state in the format of this version. */
    String state(String name) {
        return version1 ? "TASK_STATE_" + name.toUpperCase(Locale.ROOT).replace('-', '_') : name;
    }

    String task(String state) {
        return "{\"id\":\"t1\",\"contextId\":\"c1\",\"kind\":\"task\",\"status\":{\"state\":\"%s\"}}"
                .formatted(state(state));
    }

    String task(String state, String message) {
        return "{\"id\":\"t1\",\"contextId\":\"c1\",\"kind\":\"task\",\"status\":{\"state\":\"%s\",\"message\":%s}}"
                .formatted(state(state), message(message));
    }

    String hello() {
        return HELLO.formatted(state("completed"));
    }

    private static String message(String message) {
        return "{\"messageId\":\"m1\",\"parts\":[{\"text\":\"%s\"}]}".formatted(message);
    }

    /** Returns the response to a message: a task. */
    String taskResponse(String task) {
        return version1 ? "{\"task\":%s}".formatted(task.replace("\"kind\":\"task\",", "")) : kind("task", task);
    }

    String statusUpdate(String task, String state, @Nullable String message) {
        var member = message == null ? "" : ",\"message\":" + message(message);
        var update = "{\"taskId\":\"%s\",\"contextId\":\"c1\",\"status\":{\"state\":\"%s\"%s}}"
                .formatted(task, state(state), member);
        return version1 ? "{\"statusUpdate\":%s}".formatted(update) : kind("status-update", update);
    }

    String artifactUpdate(String task, String artifact, boolean append) {
        var update = "{\"taskId\":\"%s\",\"contextId\":\"c1\",\"artifact\":%s,\"append\":%s}"
                .formatted(task, artifact, append);
        return version1 ? "{\"artifactUpdate\":%s}".formatted(update) : kind("artifact-update", update);
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
    public AgentDefinition unreachableDefinition() {
        return Samples.anAgent("alpha").kind(AgentKind.A2A).build();
    }

    @Override
    public String payloadForSuccess() {
        return "{\"do\":\"hello\"}";
    }

    @Override
    public String payloadForOverload() {
        return "{\"do\":\"overload\"}";
    }

    @Override
    public String payloadForRejection() {
        return "{\"do\":\"refusal\"}";
    }

    @Override
    public String payloadWithoutResponse() {
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
    public boolean hasUnansweredCall() {
        return unanswered.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}

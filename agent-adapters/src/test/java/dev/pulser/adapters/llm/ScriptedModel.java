// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulser.service.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Server with the streaming chat completions API of OpenAI, with the responses of a {@link ModelScript}. It reports
 * usage like an endpoint: never more output than the request allows, and none for an error response.
 *
 * <p>As a process: {@code ScriptedModel <port-file> <script.json> [<journal>]}. It listens on a free port of the
 * loopback address and writes the port to the file; each call is written to the journal before the response is sent:
 * {@code {"call":1,"key":"tsk_…/0","status":200,"input":100,"output":20}}.
 */
public final class ScriptedModel implements AutoCloseable {

    private static final int CHUNK = 7;

    private final ModelScript script;
    private final @Nullable Path journal;
    private final HttpServer server;
    private final List<Call> calls = new ArrayList<>();
    private final CountDownLatch unanswered = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Request, and status and usage of its response. */
    public record Call(String key, String authorization, String body, int status, long input, long output) {}

    private ScriptedModel(ModelScript script, @Nullable Path journal) throws IOException {
        this.script = script;
        this.journal = journal;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::complete);
        server.createContext("/v1/models", this::models);
        server.start();
    }

    public static ScriptedModel withScript(String script) throws IOException {
        return new ScriptedModel(ModelScript.parse(script), null);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var portFile = Path.of(args[0]);
        var journal = Path.of(args.length > 2 ? args[2] : args[1] + ".journal");
        try (var model = new ScriptedModel(ModelScript.parse(Files.readString(Path.of(args[1]))), journal)) {
            var written = Files.writeString(
                    portFile.resolveSibling(portFile.getFileName() + ".new"),
                    Integer.toString(model.server.getAddress().getPort()));
            Files.move(written, portFile, StandardCopyOption.ATOMIC_MOVE);
            model.closed.await();
        }
    }

    /** Returns the endpoint for an agent definition. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Returns true once a call without a response has arrived. */
    public boolean hasUnansweredCall() {
        return unanswered.getCount() == 0;
    }

    private void models(HttpExchange exchange) throws IOException {
        boolean authorized = script.authorizes(authorization(exchange));
        send(exchange, authorized ? 200 : 401, "{\"object\":\"list\",\"data\":[]}");
    }

    private void complete(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!script.authorizes(authorization(exchange))) {
            record(exchange, body, Json.EMPTY_OBJECT, 401);
            send(exchange, 401, "{\"error\":{\"message\":\"Incorrect API key provided\"}}");
            return;
        }
        var answer = next(exchange, body);
        pause(ModelScript.number(answer, "delay_ms", 0));
        int status = (int) ModelScript.number(answer, "status", 0);
        var raw = ModelScript.text(answer, "raw");
        if (ModelScript.member(answer, "silence").isTrue()) {
            unanswered.countDown();
            pause(Long.MAX_VALUE);
        } else if (status > 0) {
            long after = ModelScript.number(answer, "retry_after", -1);
            if (after >= 0) {
                exchange.getResponseHeaders().set("Retry-After", Long.toString(after));
            }
            send(exchange, status, ModelScript.text(answer, "body").orElse("no"));
        } else {
            stream(exchange, body, answer, raw);
        }
    }

    private synchronized Json next(HttpExchange exchange, String body) throws IOException {
        var answer = script.answer(body, calls.size());
        record(exchange, body, answer, (int) ModelScript.number(answer, "status", 200));
        return answer;
    }

    private synchronized void record(HttpExchange exchange, String body, Json answer, int status) throws IOException {
        boolean withoutUsage = answer.equals(Json.EMPTY_OBJECT)
                || !ModelScript.member(answer, "status").isNull();
        var call = new Call(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                        .orElse(""),
                authorization(exchange),
                body,
                status,
                withoutUsage ? 0 : script.tokens(answer, "input"),
                withoutUsage ? 0 : Math.min(script.tokens(answer, "output"), maxOutputTokens(body)));
        calls.add(call);
        if (journal != null) {
            Files.writeString(
                    journal,
                    "{\"call\":%d,\"key\":\"%s\",\"status\":%d,\"input\":%d,\"output\":%d}\n"
                            .formatted(calls.size(), call.key(), status, call.input(), call.output()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static long maxOutputTokens(String body) {
        var request = ModelScript.parse(body).script();
        return ModelScript.number(
                request, "max_tokens", ModelScript.number(request, "max_completion_tokens", Long.MAX_VALUE));
    }

    private static String authorization(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
    }

    private void stream(HttpExchange exchange, String body, Json answer, Optional<String> raw) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        if (raw.isPresent()) {
            out.write(raw.get().getBytes(StandardCharsets.UTF_8));
            out.close();
            return;
        }
        streamText(out, ModelScript.text(answer, "text").orElse(""));
        var requests = ModelScript.list(answer, "calls");
        for (int i = 0; i < requests.size(); i++) {
            streamToolCall(out, requests.get(i), i);
        }
        switch (ModelScript.text(answer, "break").orElse("")) {
            case "cut" -> {
                out.flush();
                exchange.close();
            }
            case "end" -> out.close();
            default -> finish(out, answer, body, !requests.isEmpty());
        }
    }

    private static void streamText(OutputStream out, String text) throws IOException {
        for (int at = 0; at < text.length(); at += CHUNK) {
            var chunk = Json.string(text.substring(at, Math.min(text.length(), at + CHUNK)));
            delta(out, "{\"role\":\"assistant\",\"content\":" + chunk.text() + '}');
        }
    }

    private static void streamToolCall(OutputStream out, Json request, int index) throws IOException {
        var name = ModelScript.member(request, "name").text();
        var arguments = ModelScript.member(request, "arguments");
        var text = arguments.asString().orElse(arguments.text());
        delta(
                out,
                "{\"tool_calls\":[{\"index\":%d,\"id\":\"call_%d\",\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":\"\"}}]}"
                        .formatted(index, index, name));
        for (int at = 0; at < text.length(); at += CHUNK) {
            var chunk = Json.string(text.substring(at, Math.min(text.length(), at + CHUNK)));
            delta(
                    out,
                    "{\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":%s}}]}".formatted(index, chunk.text()));
        }
    }

    private void finish(OutputStream out, Json answer, String body, boolean hasToolCalls) throws IOException {
        long output = Math.min(script.tokens(answer, "output"), maxOutputTokens(body));
        boolean truncated = output < script.tokens(answer, "output");
        var reason =
                ModelScript.text(answer, "finish").orElse(truncated ? "length" : hasToolCalls ? "tool_calls" : "stop");
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}".formatted(reason));
        boolean omitsUsage = answer.members().containsKey("usage")
                && ModelScript.member(answer, "usage").isNull();
        if (!omitsUsage) {
            long input = script.tokens(answer, "input");
            event(
                    out,
                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}}"
                            .formatted(input, output, input + output));
        }
        event(out, "[DONE]");
        out.close();
    }

    private static void delta(OutputStream out, String delta) throws IOException {
        event(out, "{\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":null}]}".formatted(delta));
    }

    private static void event(OutputStream out, String event) throws IOException {
        out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void pause(long millis) {
        try {
            boolean _ = millis > 0 && closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}

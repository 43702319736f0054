// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.chaos.history.RunClock;
import dev.pulser.chaos.journal.AgentCall;
import dev.pulser.chaos.journal.CallJournal;
import dev.pulser.chaos.journal.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;

/**
 * MCP server over stdio with one tool whose arguments control its behavior. A separate program, so that it can be killed.
 *
 * <p>Arguments: folder of the call journals, name of the agent, duration of a hanging call in milliseconds. The process id is
 * written to {@value #PID_FILE} in that folder.
 */
public final class ChaosMcpServer {

    /** Name of the tool. */
    public static final String TOOL = "work";

    /** Name of the file with the process id. */
    public static final String PID_FILE = "mcp-server.pid";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int SERVER_ERROR = -32000;

    private final CallJournal journal;
    private final String agent;
    private final Duration hang;
    private final PrintStream out;

    ChaosMcpServer(CallJournal journal, String agent, Duration hang, PrintStream out) {
        this.journal = journal;
        this.agent = agent;
        this.hang = hang;
        this.out = out;
    }

    /** Runs until the end of its input. */
    public static void main(String... arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        try (var journal = CallJournal.in(folder, new RunClock(Clock.systemUTC()))) {
            writePid(folder);
            var hang = Duration.ofMillis(Long.parseLong(arguments[2]));
            new ChaosMcpServer(journal, arguments[1], hang, new PrintStream(System.out, true, StandardCharsets.UTF_8))
                    .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
    }

    private static void writePid(Path folder) throws IOException {
        var fresh = Files.createTempFile(folder, "mcp", ".tmp");
        Files.writeString(fresh, Long.toString(ProcessHandle.current().pid()));
        Files.move(
                fresh, folder.resolve(PID_FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void serve(BufferedReader in) throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var message = JSON.readTree(line);
            if (message.has("id") && message.has("method")) {
                handle(message);
            }
        }
    }

    private void handle(JsonNode message) {
        var response = JSON.createObjectNode().put("jsonrpc", "2.0");
        response.set("id", message.path("id"));
        switch (message.path("method").asText()) {
            case "initialize" -> {
                var result = response.putObject("result");
                result.set("protocolVersion", message.path("params").path("protocolVersion"));
                result.putObject("capabilities").putObject("tools");
                result.putObject("serverInfo").put("name", "chaos").put("version", "1");
                send(response);
            }
            case "tools/list" -> {
                var tool = response.putObject("result").putArray("tools").addObject();
                tool.put("name", TOOL).put("description", "Runs the script in its arguments.");
                tool.putObject("inputSchema").put("type", "object");
                send(response);
            }
            case "tools/call" -> Thread.startVirtualThread(() -> work(message.path("params"), response));
            default -> {
                error(response, METHOD_NOT_FOUND, "Method not found");
                send(response);
            }
        }
    }

    private void work(JsonNode params, ObjectNode response) {
        var meta = params.path("_meta");
        var arguments = params.path("arguments");
        var work = ScriptedWork.of(arguments);
        int attempt = meta.path("dev.pulser/attempt").asInt();
        var step = work.script().at(attempt);
        var request = new AgentCall.Request(
                meta.path("dev.pulser/idempotency-key").asText(),
                attempt,
                0,
                work.nonce(),
                Sha256.of(arguments.toString()));
        var call = journal.begin(agent, request, step);
        try {
            switch (step) {
                case OK -> {
                    Thread.sleep(work.effort());
                    var reply = work.reply(call.id(), attempt);
                    call.end(reply, Duration.ZERO);
                    result(response, reply);
                }
                case UNAVAILABLE, BUSY -> {
                    call.end(null, Duration.ZERO);
                    error(response, SERVER_ERROR, "Service unavailable");
                }
                case HANG, RESET -> {
                    Thread.sleep(hang);
                    call.end(null, Duration.ZERO);
                    error(response, SERVER_ERROR, "Timed out");
                }
                case MALFORMED -> {
                    call.end(null, Duration.ZERO);
                    response.putObject("result").put("malformed", true);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException e) {
            throw new IllegalStateException("a reply must be JSON", e);
        }
        send(response);
    }

    private static void result(ObjectNode response, String reply) throws IOException {
        var result = response.putObject("result");
        result.putArray("content").addObject().put("type", "text").put("text", "done");
        result.set("structuredContent", JSON.readTree(reply));
    }

    private static void error(ObjectNode response, int code, String message) {
        response.putObject("error").put("code", code).put("message", message);
    }

    private synchronized void send(ObjectNode message) {
        out.println(message);
    }
}

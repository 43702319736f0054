// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.chaos.history.Timepiece;
import dev.pulser.chaos.journal.CallJournal;
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
 * An MCP server over stdio whose one tool does what its arguments say. A program of its own, because it is to be killed.
 *
 * <p>Arguments: the folder of the call journals, the agent's name, how long a call that hangs lasts in milliseconds. Its
 * process id stands in {@value #PID_FILE} of that folder.
 */
public final class McpServer {

    /** The name of the tool. */
    public static final String TOOL = "work";

    /** Where the process says who it is. */
    public static final String PID_FILE = "mcp-server.pid";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int NOT_NOW = -32000;

    private final CallJournal journal;
    private final String agent;
    private final Duration hang;
    private final PrintStream out;

    McpServer(CallJournal journal, String agent, Duration hang, PrintStream out) {
        this.journal = journal;
        this.agent = agent;
        this.hang = hang;
        this.out = out;
    }

    /** Runs until its input ends. */
    public static void main(String... arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        try (var journal = CallJournal.in(folder, new Timepiece(Clock.systemUTC()))) {
            writePid(folder);
            var hang = Duration.ofMillis(Long.parseLong(arguments[2]));
            new McpServer(journal, arguments[1], hang, new PrintStream(System.out, true, StandardCharsets.UTF_8))
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
                answer(message);
            }
        }
    }

    private void answer(JsonNode message) {
        var answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", message.path("id"));
        switch (message.path("method").asText()) {
            case "initialize" -> {
                var result = answer.putObject("result");
                result.set("protocolVersion", message.path("params").path("protocolVersion"));
                result.putObject("capabilities").putObject("tools");
                result.putObject("serverInfo").put("name", "chaos").put("version", "1");
                say(answer);
            }
            case "tools/list" -> {
                var tool = answer.putObject("result").putArray("tools").addObject();
                tool.put("name", TOOL).put("description", "does what it is told");
                tool.putObject("inputSchema").put("type", "object");
                say(answer);
            }
            case "tools/call" -> Thread.startVirtualThread(() -> work(message.path("params"), answer));
            default -> {
                error(answer, METHOD_NOT_FOUND, "no such method");
                say(answer);
            }
        }
    }

    private void work(JsonNode params, ObjectNode answer) {
        var meta = params.path("_meta");
        var arguments = params.path("arguments");
        var work = Work.of(arguments);
        int attempt = meta.path("dev.pulser/attempt").asInt();
        var step = work.script().at(attempt);
        var call = journal.began(
                agent,
                meta.path("dev.pulser/idempotency-key").asText(),
                attempt,
                0,
                work.nonce(),
                arguments.toString(),
                step);
        try {
            switch (step) {
                case OK -> {
                    Thread.sleep(work.effort());
                    var reply = work.reply(call.id(), attempt);
                    call.ends(reply, Duration.ZERO);
                    result(answer, reply);
                }
                case UNAVAILABLE, BUSY -> {
                    call.ends(null, Duration.ZERO);
                    error(answer, NOT_NOW, "not now");
                }
                case HANG, RESET -> {
                    Thread.sleep(hang);
                    call.ends(null, Duration.ZERO);
                    error(answer, NOT_NOW, "too late");
                }
                case MALFORMED -> {
                    call.ends(null, Duration.ZERO);
                    answer.putObject("result").put("says", "nothing that was asked for");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException e) {
            throw new IllegalStateException("a reply is JSON", e);
        }
        say(answer);
    }

    private static void result(ObjectNode answer, String reply) throws IOException {
        var result = answer.putObject("result");
        result.putArray("content").addObject().put("type", "text").put("text", "done");
        result.set("structuredContent", JSON.readTree(reply));
    }

    private static void error(ObjectNode answer, int code, String message) {
        answer.putObject("error").put("code", code).put("message", message);
    }

    private synchronized void say(ObjectNode message) {
        out.println(message);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Packaged toolbox in a separate process, with only these settings in its environment. */
public final class ToolboxProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    private ToolboxProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    public static ToolboxProcess start(Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("toolbox.jar"));
        builder.environment().clear();
        builder.environment().putAll(settings);
        return new ToolboxProcess(
                builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Writes a line. */
    public void say(String line) throws IOException {
        say((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public void say(byte[] bytes) throws IOException {
        process.getOutputStream().write(bytes);
        process.getOutputStream().flush();
    }

    /** Sends a stateless call of a tool. */
    public void call(int id, String tool, JsonNode arguments) throws IOException {
        var request = ToolboxJson.object().put("jsonrpc", "2.0").put("id", id).put("method", "tools/call");
        var params = request.putObject("params").put("name", tool);
        params.set("arguments", arguments);
        params.set("_meta", meta());
        say(request.toString());
    }

    /** Metadata of stateless requests. */
    public static ObjectNode meta() {
        var meta = ToolboxJson.object().put("io.modelcontextprotocol/protocolVersion", "2026-07-28");
        meta.putObject("io.modelcontextprotocol/clientCapabilities");
        return meta;
    }

    /** Returns the next message of the server. */
    public JsonNode next() throws InterruptedException {
        var answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new AssertionError("no answer within " + PATIENCE);
        }
        return answer;
    }

    /** Returns the next messages of the server, in order. */
    public List<JsonNode> next(int count) throws InterruptedException {
        var messages = new ArrayList<JsonNode>();
        while (messages.size() < count) {
            messages.add(next());
        }
        return messages;
    }

    /** Closes the server's input. */
    public void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for the end of the process, and returns its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + PATIENCE);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(ToolCalls.json(line));
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

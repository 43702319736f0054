// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.service.PulserService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seven MCP servers of other people, run by the adapters as a user would have them run: their tools are in the registry,
 * tasks call them through the whole of Pulser, and kill -9 of any of them fails no task. Needs Node.js; says so where there
 * is none.
 */
class NodeMcpServersIT {

    private static final Duration STARTING = Duration.ofMinutes(2);
    private static final int LEAST_TOOLS = 98;
    private static final Pattern STARTS = Pattern.compile("starts=(\\d+)");

    /** Kills in all; -Dpulser.test.kills=20 is the long form. */
    private static final int KILLS = Integer.getInteger("pulser.test.kills", 7);

    private static final Duration BETWEEN_CALLS = Duration.ofMillis(50);

    private static final String ADD = "{\"tool\":\"get-sum\",\"arguments\":{\"a\":40,\"b\":2}}";

    /** What a task says to each server; those that would need a network are called for nothing. */
    private static final Map<String, String> CALLS = calls();

    @TempDir
    private static Path folder;

    private static NodeMcpServers servers;
    private static PulserStack pulser;

    private static Map<String, String> calls() {
        var calls = new LinkedHashMap<String, String>();
        calls.put("everything", ADD);
        calls.put("filesystem", "{\"tool\":\"list_directory\",\"arguments\":{\"path\":\"%s\"}}");
        calls.put("memory", "{\"tool\":\"search_nodes\",\"arguments\":{\"query\":\"pulser\"}}");
        return calls;
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var files = Files.createDirectories(folder.resolve("files")).toRealPath();
        var installed = NodeMcpServers.install(files);
        assumeThat(installed)
                .as("Node.js is on this machine, to run other people's MCP servers")
                .isPresent();
        servers = installed.orElseThrow();
        pulser = PulserStack.own(Map.of(
                "PULSER_MCP_FILE", servers.declare(folder.resolve("mcp.json")).toString()));
        for (var server : NodeMcpServers.PACKAGES.keySet()) {
            pulser.define(anAgent("for_" + server)
                    .homeOf("on_" + server)
                    .using(server)
                    .capacity(8)
                    .idempotent()
                    .build());
        }
        await().atMost(STARTING)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(readiness())
                        .allSatisfy((server, summary) -> assertThat(summary).startsWith("ready")));
    }

    @AfterAll
    static void stop() {
        if (pulser != null) {
            pulser.close();
        }
    }

    @Test
    void haveTheirToolsInTheRegistry() {
        await().atMost(STARTING).untilAsserted(() -> assertThat(tools()).hasSizeGreaterThanOrEqualTo(LEAST_TOOLS));

        assertThat(tools().stream().map(tool -> tool.path("server").asText()).distinct())
                .containsAll(NodeMcpServers.PACKAGES.keySet());
        assertThat(tools()).allSatisfy(tool -> {
            assertThat(tool.path("state").asText()).isEqualTo("approved");
            assertThat(tool.path("hash").asText()).hasSize(64);
            assertThat(tool.path("input_schema").isObject()).isTrue();
        });
    }

    @Test
    void doTasksThroughTheWholePipeline() throws IOException {
        var note = servers.files().resolve("note.txt");

        var sum = run("everything", ADD);
        var written = run(
                "filesystem",
                "{\"tool\":\"write_file\",\"arguments\":{\"path\":\"%s\",\"content\":\"by a task\"}}".formatted(note));
        var remembered = run("memory", """
                {"calls": [
                  {"tool": "create_entities", "arguments": {"entities": [
                    {"name": "Pulser", "entityType": "orchestrator", "observations": ["runs agents on Kafka"]}]}},
                  {"tool": "search_nodes", "arguments": {"query": "kafka"}}]}
                """);

        assertThat(sum.path("result").path("output").toString()).contains("42");
        assertThat(written.path("status").asText()).isEqualTo("completed");
        assertThat(note).hasContent("by a task");
        assertThat(remembered.path("result").path("output").toString()).contains("runs agents on Kafka");
    }

    @Test
    void failNoTaskWhereTheyAreKilled() throws IOException, InterruptedException {
        var load = new Load();
        var loading = Thread.ofPlatform().name("load").start(load);
        var figures = new ArrayList<String>();
        await().until(() -> load.size() >= 100); // before the first kill
        var undisturbed = load.size();

        var names = List.copyOf(NodeMcpServers.PACKAGES.keySet());
        for (int i = 0; i < KILLS; i++) {
            var victim = names.get(i % names.size());
            load.isKilled(victim);
            figures.add("%s %d ms".formatted(victim, kill(victim).toMillis()));
        }
        load.end();
        loading.join();

        var ended = load.ended();
        assertThat(ended)
                .allSatisfy((id, task) -> assertThat(task.path("status").asText())
                        .as(task.toString())
                        .isEqualTo("completed"));
        assertThat(ended).hasSize(load.size());
        System.out.printf(
                "%d kills, back after: %s; %d tasks, all completed; median and P95 before the first kill %s, later on servers that were not the killed one %s%n",
                KILLS,
                String.join(", ", figures),
                ended.size(),
                load.latencies(0, undisturbed),
                load.latencies(undisturbed, load.size()));
    }

    /** Kills one server as the operating system would; returns how long it took to be ready again. */
    private static Duration kill(String victim) throws IOException {
        await().atMost(STARTING).until(() -> isReady(victim));
        int before = starts(victim);
        var adapters = ProcessHandle.of(
                        pulser.launcher().service(PulserService.ADAPTERS).pid())
                .orElseThrow();
        var processes = servers.processes(adapters, victim);
        assertThat(processes).as("processes of " + victim).isNotEmpty();
        long killed = System.nanoTime();
        processes.forEach(ProcessHandle::destroyForcibly);
        await().atMost(STARTING)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> starts(victim) > before && isReady(victim));
        return Duration.ofNanos(System.nanoTime() - killed);
    }

    private static boolean isReady(String server) {
        return readiness().getOrDefault(server, "").startsWith("ready");
    }

    private static int starts(String server) {
        var starts = STARTS.matcher(readiness().getOrDefault(server, ""));
        return starts.find() ? Integer.parseInt(starts.group(1)) : 0;
    }

    /** Each server's state in one line, as the adapters say it. */
    private static Map<String, String> readiness() {
        var states = new LinkedHashMap<String, String>();
        for (var check : adaptersHealth().path("checks")) {
            check.path("data").properties().forEach(entry -> {
                if (entry.getKey().startsWith("mcp.")) {
                    states.put(
                            entry.getKey().substring("mcp.".length()),
                            entry.getValue().asText());
                }
            });
        }
        return states;
    }

    private static JsonNode adaptersHealth() {
        var address = pulser.launcher().service(PulserService.ADAPTERS).address();
        try (var http = HttpClient.newHttpClient()) {
            return TaskApi.read(http.send(
                    HttpRequest.newBuilder(URI.create(address).resolve("/q/health/ready"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("the adapters do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static List<JsonNode> tools() {
        var tools = new ArrayList<JsonNode>();
        var page = TaskApi.read(pulser.api().get("/api/v1/tools?limit=500"));
        page.path("tools").forEach(tools::add);
        return tools;
    }

    private static JsonNode run(String server, String payload) {
        return pulser.api().awaitEnd(submit(server, payload));
    }

    private static String submit(String server, String payload) {
        return pulser.api().submit("{\"task_type\":\"on_%s\",\"payload\":%s}".formatted(server, payload));
    }

    /** Twenty calls a second, of each server in turn, until it is told to end. */
    private static final class Load implements Runnable {

        private final List<String> ids = new ArrayList<>();
        private final Map<String, JsonNode> ended = new ConcurrentHashMap<>();
        private final Set<String> onKilled = new HashSet<>();
        private volatile boolean over;
        private volatile String killed = "";

        @Override
        public void run() {
            var payloads = List.copyOf(CALLS.entrySet());
            long next = System.nanoTime();
            for (int i = 0; !over; i++) {
                var call = payloads.get(i % payloads.size());
                var id = submit(call.getKey(), call.getValue().formatted(servers.files()));
                synchronized (this) {
                    ids.add(id);
                    if (call.getKey().equals(killed)) {
                        onKilled.add(id);
                    }
                }
                next += BETWEEN_CALLS.toNanos();
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }

        void end() {
            over = true;
        }

        /** From now on what this server is asked for counts as disturbed. */
        void isKilled(String server) {
            killed = server;
        }

        synchronized int size() {
            return ids.size();
        }

        Map<String, JsonNode> ended() {
            ids.forEach(id -> ended.put(id, pulser.api().awaitEnd(id)));
            return ended;
        }

        /** Median and P95 of the time from acceptance to the end, of calls of servers that had not just been killed. */
        String latencies(int from, int to) {
            var millis = ids.subList(from, to).stream()
                    .filter(id -> !onKilled.contains(id))
                    .mapToLong(id -> took(Optional.ofNullable(ended.get(id)).orElseThrow()))
                    .sorted()
                    .toArray();
            return Arrays.toString(new long[] {millis[millis.length / 2], millis[millis.length * 95 / 100]}) + " ms";
        }

        private static long took(JsonNode task) {
            var created = Instant.parse(task.path("created_at").asText());
            return Duration.between(
                            created, Instant.parse(task.path("completed_at").asText()))
                    .toMillis();
        }
    }
}

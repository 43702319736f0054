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
 * Seven public MCP servers that the adapters run: their tools are in the registry, tasks call them, and killing any of
 * them fails no task. Skipped on machines without Node.js.
 */
class NodeMcpServersIT {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int MIN_TOOLS = 98;
    private static final Pattern STARTS = Pattern.compile("starts=(\\d+)");

    /** Number of kills; -Dpulser.test.kills sets another. */
    private static final int KILLS = Integer.getInteger("pulser.test.kills", 7);

    private static final Duration CALL_INTERVAL = Duration.ofMillis(50);

    private static final String ADD = "{\"tool\":\"get-sum\",\"arguments\":{\"a\":40,\"b\":2}}";

    /** Payloads by server; servers that need a network are not called. */
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
                .as("Node.js is installed, which public MCP servers require")
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
        await().atMost(START_LIMIT)
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
    void registerTheirTools() {
        await().atMost(START_LIMIT).untilAsserted(() -> assertThat(tools()).hasSizeGreaterThanOrEqualTo(MIN_TOOLS));

        assertThat(tools().stream().map(tool -> tool.path("server").asText()).distinct())
                .containsAll(NodeMcpServers.PACKAGES.keySet());
        assertThat(tools()).allSatisfy(tool -> {
            assertThat(tool.path("state").asText()).isEqualTo("approved");
            assertThat(tool.path("hash").asText()).hasSize(64);
            assertThat(tool.path("input_schema").isObject()).isTrue();
        });
    }

    @Test
    void runTasks() throws IOException {
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
    void failNoTaskWhenTheyAreKilled() throws IOException, InterruptedException {
        var load = new Load();
        var loading = Thread.ofPlatform().name("load").start(load);
        var figures = new ArrayList<String>();
        await().until(() -> load.size() >= 100); // before the first kill
        var undisturbed = load.size();

        var names = List.copyOf(NodeMcpServers.PACKAGES.keySet());
        for (int i = 0; i < KILLS; i++) {
            var victim = names.get(i % names.size());
            load.excludeKilled(victim);
            figures.add("%s %d ms".formatted(victim, kill(victim).toMillis()));
        }
        load.stop();
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

    /** Kills a server, and returns the time until it is ready again. */
    private static Duration kill(String victim) throws IOException {
        await().atMost(START_LIMIT).until(() -> isReady(victim));
        int before = starts(victim);
        var adapters = ProcessHandle.of(
                        pulser.launcher().service(PulserService.ADAPTERS).pid())
                .orElseThrow();
        var processes = servers.processes(adapters, victim);
        assertThat(processes).as("processes of " + victim).isNotEmpty();
        long killed = System.nanoTime();
        processes.forEach(ProcessHandle::destroyForcibly);
        await().atMost(START_LIMIT)
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

    /** Returns the state of each server from the readiness probe of the adapters. */
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
            throw new AssertionError("the adapters do not respond", e);
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

    /** Load of twenty calls per second, to each server in turn. */
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
                next += CALL_INTERVAL.toNanos();
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }

        void stop() {
            over = true;
        }

        /** Excludes later calls of this server from the latencies. */
        void excludeKilled(String server) {
            killed = server;
        }

        synchronized int size() {
            return ids.size();
        }

        Map<String, JsonNode> ended() {
            ids.forEach(id -> ended.put(id, pulser.api().awaitEnd(id)));
            return ended;
        }

        /** Returns the median and P95 of the time from creation to completion, without calls of killed servers. */
        String latencies(int from, int to) {
            var millis = ids.subList(from, to).stream()
                    .filter(id -> !onKilled.contains(id))
                    .mapToLong(id -> duration(Optional.ofNullable(ended.get(id)).orElseThrow()))
                    .sorted()
                    .toArray();
            return Arrays.toString(new long[] {millis[millis.length / 2], millis[millis.length * 95 / 100]}) + " ms";
        }

        private static long duration(JsonNode task) {
            var created = Instant.parse(task.path("created_at").asText());
            return Duration.between(
                            created, Instant.parse(task.path("completed_at").asText()))
                    .toMillis();
        }
    }
}

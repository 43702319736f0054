// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.kafka.CompactedTopics;
import dev.pulser.adapters.kafka.TopicWriter;
import dev.pulser.adapters.limiter.CallAdmission;
import dev.pulser.adapters.policy.ServerPolicyFile;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.tool.McpServerStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolSpec;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.SupervisedServer;
import dev.pulser.mcp.TestServers;
import dev.pulser.mcp.session.McpClientSession;
import dev.pulser.mcp.session.ToolCallContext;
import dev.pulser.service.json.Json;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registry with server processes and Kafka mocks. */
@Timeout(60)
class ToolRegistryTopicsTest {

    private static final ToolRef SAY = new ToolRef("handshake", "say");

    @TempDir
    private Path folder;

    private final Topics topics = Topics.using(Codecs.builtIn());
    private final MockTopics kafka = new MockTopics();
    private @Nullable McpServers servers;
    private @Nullable ToolRegistryTopics registry;

    /** Topics in memory, with initial and later records. */
    private static final class MockTopics implements CompactedTopics {

        private final MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        private final Map<String, MockConsumer<byte[], byte[]>> consumers = new ConcurrentHashMap<>();
        private final Map<String, Integer> ends = new ConcurrentHashMap<>();

        <K, V> void holds(Topic<K, V> topic, K key, V value) {
            consumer(topic.name()).schedulePollTask(() -> add(topic, key, value));
            ends.merge(topic.name(), 1, Integer::sum);
            consumer(topic.name())
                    .updateEndOffsets(Map.of(partition(topic), (long) requireNonNull(ends.get(topic.name()))));
        }

        <K, V> void add(Topic<K, V> topic, K key, V value) {
            var consumer = consumer(topic.name());
            var offset = consumer.position(partition(topic));
            consumer.addRecord(new ConsumerRecord<>(
                    topic.name(),
                    0,
                    offset,
                    topic.keys().serializer().serialize(topic.name(), key),
                    topic.values().serializer().serialize(topic.name(), value)));
        }

        @Override
        public <K, V> TopicFollower follower(Topic<K, V> topic, BiConsumer<K, @Nullable V> listener) {
            return new TopicFollower(
                    () -> consumer(topic.name()),
                    topic.name(),
                    TopicFollower.Start.BEGINNING,
                    RecordListener.decoding(topic, listener));
        }

        @Override
        public TopicWriter writer() {
            return new TopicWriter(producer);
        }

        private MockConsumer<byte[], byte[]> consumer(String topic) {
            return consumers.computeIfAbsent(topic, name -> {
                var consumer = new MockConsumer<byte[], byte[]>("earliest");
                var partition = new TopicPartition(name, 0);
                consumer.updatePartitions(name, List.of(new PartitionInfo(name, 0, null, null, null)));
                consumer.updateBeginningOffsets(Map.of(partition, 0L));
                consumer.updateEndOffsets(Map.of(partition, 0L));
                return consumer;
            });
        }

        private static TopicPartition partition(Topic<?, ?> topic) {
            return new TopicPartition(topic.name(), 0);
        }

        <K, V> List<V> written(Topic<K, V> topic) {
            return producer.history().stream()
                    .filter(record -> record.topic().equals(topic.name()))
                    .map(record -> topic.values().deserializer().deserialize(topic.name(), record.value()))
                    .toList();
        }
    }

    @AfterEach
    void close() {
        if (servers != null) {
            servers.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void publishesAndApprovesFirstDefinitions() {
        start("handshake", "");

        await().until(() -> kafka.written(topics.toolApprovals()).size() == 2);

        assertThat(kafka.written(topics.toolDefinitions()))
                .allMatch(ToolDefinition::listed)
                .extracting(definition -> definition.ref().value())
                .containsExactlyInAnyOrder("handshake/add", "handshake/say");
        assertThat(kafka.written(topics.toolApprovals())).allMatch(approval -> approval.by() == null);
        assertThat(registry()
                        .callable(Samples.anAgent("alpha").using("handshake").build()))
                .extracting(tool -> tool.ref().value())
                .containsExactly("handshake/add", "handshake/say");
    }

    @Test
    void writesNothingThatTheTopicsContain() {
        start("handshake", "");
        await().until(() -> kafka.written(topics.toolApprovals()).size() == 2);
        var again = new MockTopics();
        kafka.written(topics.toolDefinitions())
                .forEach(definition -> again.holds(topics.toolDefinitions(), definition.ref(), definition));
        kafka.written(topics.toolApprovals())
                .forEach(approval -> again.holds(topics.toolApprovals(), approval.ref(), approval));

        try (var second = topics(again, requireNonNull(servers))) {
            second.start().join();
            await().until(() -> !again.written(topics.serverStatus()).isEmpty());
        }

        assertThat(again.written(topics.toolDefinitions())).isEmpty();
        assertThat(again.written(topics.toolApprovals())).isEmpty();
    }

    @Test
    void withholdsAToolWithAnotherApprovedDefinition() {
        kafka.holds(topics.toolApprovals(), SAY, approval("0".repeat(64)));
        start("handshake", "");
        await().until(() -> kafka.written(topics.toolDefinitions()).size() == 2);

        assertThat(callable()).containsExactly("add");
    }

    @Test
    void appliesAnApprovalWithinSeconds() {
        kafka.holds(topics.toolApprovals(), SAY, approval("0".repeat(64)));
        start("handshake", "");
        await().until(() -> kafka.written(topics.toolDefinitions()).size() == 2);
        var listed = kafka.written(topics.toolDefinitions()).stream()
                .filter(definition -> definition.ref().equals(SAY))
                .findFirst()
                .orElseThrow();

        kafka.consumer(topics.toolApprovals().name())
                .schedulePollTask(() -> kafka.add(topics.toolApprovals(), SAY, approval(listed.hash())));

        await().atMost(Duration.ofSeconds(5)).until(() -> callable().contains("say"));
    }

    @Test
    void publishesRemovedTools() throws InterruptedException {
        start("vanishes", "");
        var server = server();
        await().until(() -> kafka.written(topics.toolDefinitions()).size() == 2);
        session(server).callTool("say", Json.EMPTY_OBJECT, new ToolCallContext("key", 1, null));

        await().until(() -> {
            server.refreshTools();
            return kafka.written(topics.toolDefinitions()).size() == 3;
        });

        assertThat(kafka.written(topics.toolDefinitions()).getLast())
                .matches(definition -> definition.ref().tool().equals("say") && !definition.listed());
    }

    @Test
    void reportsDeniedToolsAsRejected() {
        start("handshake", "\"deny\":[\"say\"],");

        await().until(() -> !statuses("ready").isEmpty());

        assertThat(kafka.written(topics.toolDefinitions()))
                .extracting(definition -> definition.ref().tool())
                .containsExactly("add");
        assertThat(statuses("ready").getFirst().tools().accepted()).isEqualTo(1);
        assertThat(statuses("ready").getFirst().tools().rejected())
                .singleElement()
                .asString()
                .startsWith("say: not allowed");
    }

    @Test
    void removesToolsOfUndeclaredServers() {
        var old = new ToolRef("old", "say");
        kafka.holds(
                topics.toolDefinitions(),
                old,
                new ToolDefinition(
                        old, new ToolSpec(null, "", "{}", null, ToolHints.NONE), "h", true, "other", Samples.NOON));

        start("handshake", "");

        await().until(() -> kafka.written(topics.toolDefinitions()).stream()
                .anyMatch(definition -> definition.ref().equals(old) && !definition.listed()));
    }

    @Test
    void publishesTheStatusAtEachChangeAndPing() {
        start("handshake", "");

        await().until(() -> statuses("ready").stream()
                .anyMatch(status -> status.connection().ping() != null));

        var status = statuses("ready").getLast();
        assertThat(status.key()).isEqualTo("handshake@adapter-1");
        assertThat(status.connection().transport()).isEqualTo("stdio");
        assertThat(status.connection().protocol()).isEqualTo("2025-06-18");
        assertThat(status.connection().starts()).isEqualTo(1);
        assertThat(status.reason()).isNull();
    }

    @Test
    void publishesStoppedAtShutdown() {
        start("handshake", "");
        await().until(() -> !statuses("ready").isEmpty());

        requireNonNull(servers).close();
        requireNonNull(registry).close();
        registry = null;

        assertThat(kafka.written(topics.serverStatus()).getLast().state()).isEqualTo("stopped");
    }

    @Test
    void restartsAServerThatMissesPings() {
        start("no-ping", "");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> statuses("ready").stream()
                        .anyMatch(status -> status.connection().starts() == 2));
    }

    @Test
    void doesNotRestartAServerWithARunningCall() throws InterruptedException {
        start("no-ping", "");
        await().until(() -> server().state() instanceof ServerState.Ready);
        var admission = requireNonNull(registry).limiters().acquire("no-ping", "say", Duration.ZERO);

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(8))
                .until(() -> server().snapshot().starts() == 1);

        ((CallAdmission.Admitted) admission).permit().close();
        await().until(() -> server().snapshot().starts() >= 2);
    }

    private void start(String mode, String policy) {
        var declarations = new LinkedHashMap<String, String>();
        declarations.put(mode, TestServers.declaration(mode).replaceFirst("\\{", "{" + policy));
        servers = TestServers.of(folder, declarations, TestServers.config(folder));
        servers.start();
        registry = topics(kafka, servers);
        registry.start().join();
    }

    private ToolRegistryTopics topics(MockTopics access, McpServers declared) {
        return new ToolRegistryTopics(
                access,
                topics,
                declared,
                ServerPolicyFile.read(folder.resolve("mcp.json")),
                new FixedRegistryConfig(ToolApprovalPolicy.FIRST_SEEN, Duration.ofMillis(300), Duration.ofSeconds(1)),
                "adapter-1",
                InstantSource.fixed(Samples.NOON));
    }

    /** Configuration as a record. */
    private record FixedRegistryConfig(ToolApprovalPolicy approve, Duration ping, Duration pingTimeout)
            implements ToolRegistryConfig {}

    private ToolRegistry registry() {
        return requireNonNull(registry).registry();
    }

    private SupervisedServer server() {
        return requireNonNull(servers).all().iterator().next();
    }

    private static McpClientSession session(SupervisedServer server) throws InterruptedException {
        return ((ServerState.Ready) server.await()).session();
    }

    private List<String> callable() {
        return registry().callable(Samples.anAgent("alpha").using("handshake").build()).stream()
                .map(tool -> tool.definition().name())
                .toList();
    }

    private List<McpServerStatus> statuses(String state) {
        return kafka.written(topics.serverStatus()).stream()
                .filter(status -> status.state().equals(state))
                .toList();
    }

    private static ToolApproval approval(String hash) {
        return new ToolApproval(SAY, hash, "sofia", null, Samples.NOON);
    }
}

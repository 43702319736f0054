// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.TestServers;
import dev.pulser.adapters.kafka.CompactedTopics;
import dev.pulser.adapters.kafka.TopicFollower;
import dev.pulser.adapters.kafka.TopicWriter;
import dev.pulser.adapters.terms.TermsFile;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.tool.ServerStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
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

/** With real servers and the mock clients of Kafka. */
@Timeout(60)
class RegistryTopicsTest {

    private static final ToolRef SAY = new ToolRef("legacy", "say");

    @TempDir
    private Path folder;

    private final Topics topics = Topics.using(Codecs.builtIn());
    private final MockTopics kafka = new MockTopics();
    private @Nullable McpServers servers;
    private @Nullable RegistryTopics registry;

    /** Topics in memory: what is there at the start, and what comes later. */
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
        public <K, V> TopicFollower<K, V> follower(Topic<K, V> topic, BiConsumer<K, @Nullable V> listener) {
            return new TopicFollower<>(consumer(topic.name()), topic, listener);
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
    void offersAndApprovesWhatAServerListsFirst() {
        start("legacy", "");

        await().until(() -> kafka.written(topics.toolApprovals()).size() == 2);

        assertThat(kafka.written(topics.toolOffers()))
                .allMatch(ToolOffer::offered)
                .extracting(offer -> offer.ref().value())
                .containsExactlyInAnyOrder("legacy/add", "legacy/say");
        assertThat(kafka.written(topics.toolApprovals())).allMatch(approval -> approval.by() == null);
        assertThat(registry().callable(Samples.anAgent("alpha").using("legacy").build()))
                .extracting(tool -> tool.server() + '/' + tool.definition().name())
                .containsExactly("legacy/add", "legacy/say");
    }

    @Test
    void writesNothingThatTheTopicsSayAlready() {
        start("legacy", "");
        await().until(() -> kafka.written(topics.toolApprovals()).size() == 2);
        var again = new MockTopics();
        kafka.written(topics.toolOffers()).forEach(offer -> again.holds(topics.toolOffers(), offer.ref(), offer));
        kafka.written(topics.toolApprovals())
                .forEach(approval -> again.holds(topics.toolApprovals(), approval.ref(), approval));

        try (var second = topics(again, requireNonNull(servers))) {
            second.start().join();
            await().until(() -> !again.written(topics.serverStatus()).isEmpty());
        }

        assertThat(again.written(topics.toolOffers())).isEmpty();
        assertThat(again.written(topics.toolApprovals())).isEmpty();
    }

    @Test
    void keepsAToolFromAgentsWhoseApprovedDefinitionIsAnother() {
        kafka.holds(topics.toolApprovals(), SAY, approval("0".repeat(64)));
        start("legacy", "");
        await().until(() -> kafka.written(topics.toolOffers()).size() == 2);

        assertThat(callable()).containsExactly("add");
    }

    @Test
    void learnsOfAnApprovalWithinSeconds() {
        kafka.holds(topics.toolApprovals(), SAY, approval("0".repeat(64)));
        start("legacy", "");
        await().until(() -> kafka.written(topics.toolOffers()).size() == 2);
        var offered = kafka.written(topics.toolOffers()).stream()
                .filter(offer -> offer.ref().equals(SAY))
                .findFirst()
                .orElseThrow();

        kafka.consumer(topics.toolApprovals().name())
                .schedulePollTask(() -> kafka.add(topics.toolApprovals(), SAY, approval(offered.hash())));

        await().atMost(Duration.ofSeconds(5)).until(() -> callable().contains("say"));
    }

    @Test
    void takesBackWhatAServerListsNoMore() throws InterruptedException {
        start("vanishes", "");
        var server = server();
        await().until(() -> kafka.written(topics.toolOffers()).size() == 2);
        session(server)
                .call(
                        "say",
                        dev.pulser.adapters.json.Json.EMPTY_OBJECT,
                        new dev.pulser.adapters.coordinator.ToolCallContext("key", 1, null));

        await().until(() -> {
            server.refreshTools();
            return kafka.written(topics.toolOffers()).size() == 3;
        });

        assertThat(kafka.written(topics.toolOffers()).getLast())
                .matches(offer -> offer.ref().tool().equals("say") && !offer.offered());
    }

    @Test
    void offersNoDeniedToolAndSaysSo() {
        start("legacy", "\"deny\":[\"say\"],");

        await().until(() -> !statuses("ready").isEmpty());

        assertThat(kafka.written(topics.toolOffers()))
                .extracting(offer -> offer.ref().tool())
                .containsExactly("add");
        assertThat(statuses("ready").getFirst().tools()).isEqualTo(1);
        assertThat(statuses("ready").getFirst().refusedTools())
                .singleElement()
                .asString()
                .startsWith("say: kept from agents");
    }

    @Test
    void takesBackWhatWasOfferedByServersThatAreNoLongerDeclared() {
        var old = new ToolRef("old", "say");
        kafka.holds(
                topics.toolOffers(),
                old,
                new ToolOffer(old, null, "", "{}", null, null, null, null, null, "h", true, "other", Samples.NOON));

        start("legacy", "");

        await().until(() -> kafka.written(topics.toolOffers()).stream()
                .anyMatch(offer -> offer.ref().equals(old) && !offer.offered()));
    }

    @Test
    void saysHowAServerIsAtEachChangeAndWithEachPing() {
        start("legacy", "");

        await().until(() -> statuses("ready").stream().anyMatch(status -> status.ping() != null));

        var status = statuses("ready").getLast();
        assertThat(status.key()).isEqualTo("legacy@adapter-1");
        assertThat(status.transport()).isEqualTo("stdio");
        assertThat(status.protocol()).isEqualTo("2025-06-18");
        assertThat(status.starts()).isEqualTo(1);
        assertThat(status.reason()).isNull();
    }

    @Test
    void saysThatAServerIsStoppedWhenItShutsDown() {
        start("legacy", "");
        await().until(() -> !statuses("ready").isEmpty());

        requireNonNull(servers).close();
        requireNonNull(registry).close();
        registry = null;

        assertThat(kafka.written(topics.serverStatus()).getLast().state()).isEqualTo("stopped");
    }

    @Test
    void hasAServerStartedAgainThatAnswersNoPings() {
        start("no-ping", "");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> statuses("ready").stream().anyMatch(status -> status.starts() == 2));
    }

    @Test
    void leavesAServerAloneThatIsAtWorkHoweverSilent() throws InterruptedException {
        start("no-ping", "");
        await().until(() -> server().state() instanceof ServerState.Ready);
        var entry = requireNonNull(registry).gates().enter("no-ping", "say", Duration.ZERO);

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(8))
                .until(() -> server().report().starts() == 1);

        ((dev.pulser.adapters.gate.Entry.Open) entry).pass().close();
        await().until(() -> server().report().starts() >= 2);
    }

    private void start(String mode, String terms) {
        var declarations = new LinkedHashMap<String, String>();
        declarations.put(mode, TestServers.declaration(mode).replaceFirst("\\{", "{" + terms));
        servers = TestServers.of(folder, declarations, TestServers.config(folder));
        servers.start();
        registry = topics(kafka, servers);
        registry.start().join();
    }

    private RegistryTopics topics(MockTopics access, McpServers declared) {
        return new RegistryTopics(
                access,
                topics,
                declared,
                TermsFile.read(folder.resolve("mcp.json")),
                new FixedRegistryConfig(ApproveTools.FIRST_SEEN, Duration.ofMillis(300), Duration.ofSeconds(1)),
                "adapter-1",
                InstantSource.fixed(Samples.NOON));
    }

    /** In tests a record is the configuration. */
    private record FixedRegistryConfig(ApproveTools approve, Duration ping, Duration pingTimeout)
            implements RegistryConfig {}

    private ToolRegistry registry() {
        return requireNonNull(registry).registry();
    }

    private McpServer server() {
        return requireNonNull(servers).all().iterator().next();
    }

    private static dev.pulser.adapters.coordinator.McpSession session(McpServer server) throws InterruptedException {
        return ((ServerState.Ready) server.await()).session();
    }

    private List<String> callable() {
        return registry().callable(Samples.anAgent("alpha").using("legacy").build()).stream()
                .map(tool -> tool.definition().name())
                .toList();
    }

    private List<ServerStatus> statuses(String state) {
        return kafka.written(topics.serverStatus()).stream()
                .filter(status -> status.state().equals(state))
                .toList();
    }

    private static ToolApproval approval(String hash) {
        return new ToolApproval(SAY, hash, "sofia", null, Samples.NOON);
    }
}

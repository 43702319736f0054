// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.launcher.embedded.kafka.EmbeddedKafka;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.ParallelExecution;
import dev.pulser.launcher.process.ProcessWatchdog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaClusterIT {

    private static final String TOPIC = "kept-three-times";

    private final ProcessWatchdog watchdog = ProcessWatchdog.start();
    private Path folder;
    private List<EmbeddedKafka> brokers;
    private String address;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        brokers = EmbeddedFixtures.brokers(
                folder, watchdog, LoopbackPort.anyFree(), LoopbackPort.anyFree(), LoopbackPort.anyFree());
        address = brokers.stream().map(EmbeddedKafka::address).collect(Collectors.joining(","));
        ParallelExecution.run(
                brokers.stream().map(broker -> (Runnable) broker::start).toList());
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 3))).all().get(20, SECONDS);
        }
    }

    @AfterAll
    void stop() {
        ParallelExecution.run(
                brokers.stream().map(broker -> (Runnable) broker::stop).toList());
        watchdog.close();
    }

    @Test
    void toleratesTheLossOfAnyBroker() throws Exception {
        var written = new ArrayList<String>();
        for (var broker : brokers) {
            broker.kill();
            written.add(write("without " + broker.name()));
            broker.start();
            assertThat(broker.ready()).isTrue();
        }

        assertThat(readAll()).containsExactlyElementsOf(written);
    }

    @Test
    void acknowledgesAWriteOnlyAfterTwoBrokersHaveIt() throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        try (var admin = admin()) {
            var all = admin.describeConfigs(List.of(topic)).all().get(20, SECONDS);

            assertThat(all.values())
                    .extracting(config -> config.get("min.insync.replicas").value())
                    .containsExactly("2");
        }
    }

    @Test
    void refusesTheDataOfALargerCluster() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> EmbeddedFixtures.kafka(folder, watchdog).start())
                .withMessageContaining("--brokers 3");
    }

    private String write(String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address, "transactional.id", "writer"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, value)).get(30, SECONDS);
            producer.commitTransaction();
        }
        return value;
    }

    private List<String> readAll() {
        var topic = new TopicPartition(TOPIC, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(topic));
            consumer.seekToBeginning(List.of(topic));
            var values = new ArrayList<String>();
            for (var tries = 0; values.size() < brokers.size() && tries < 20; tries++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address));
    }
}

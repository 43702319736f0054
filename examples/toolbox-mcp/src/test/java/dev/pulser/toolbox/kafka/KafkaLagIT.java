// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.kafka;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static dev.pulser.toolbox.bench.ToolCalls.failureOf;
import static dev.pulser.toolbox.bench.ToolCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.toolbox.bench.Broker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class KafkaLagIT {

    private Broker broker;

    @BeforeAll
    void startBroker(@TempDir Path folder) throws Exception {
        broker = Broker.start(folder);
        Map<String, Object> address = Map.of("bootstrap.servers", broker.address());
        try (var admin = Admin.create(address);
                var producer = new KafkaProducer<>(address, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("jobs", 2, (short) 1)))
                    .all()
                    .get();
            for (var i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>("jobs", i % 2, "k", "v")).get();
            }
            var committed = Map.of(
                    new TopicPartition("jobs", 0), new OffsetAndMetadata(5),
                    new TopicPartition("jobs", 1), new OffsetAndMetadata(2));
            admin.alterConsumerGroupOffsets("workers", committed).all().get();
        }
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void returnsTheLagOfEachPartitionAndTheTotal() throws Exception {
        assertThat(contentOf(new KafkaLag(broker.address()), "{\"group\": \"workers\"}"))
                .isEqualTo(json("""
                {"group": "workers", "known": true, "total_lag": 3, "partitions": [
                  {"topic": "jobs", "partition": 0, "committed": 5, "end": 5, "lag": 0},
                  {"topic": "jobs", "partition": 1, "committed": 2, "end": 5, "lag": 3}]}
                """));
    }

    @Test
    void reportsAnUnknownGroup() throws Exception {
        assertThat(contentOf(new KafkaLag(broker.address()), "{\"group\": \"unknown\"}"))
                .isEqualTo(json("""
                {"group": "unknown", "known": false, "total_lag": 0, "partitions": []}
                """));
    }

    @Test
    void reportsAnUnavailableCluster() throws Exception {
        var unreachable = "127.0.0.1:" + Broker.freePort();

        assertThat(failureOf(new KafkaLag(unreachable), "{\"group\": \"workers\"}"))
                .startsWith("The Kafka cluster of TOOLBOX_KAFKA (%s) did not respond".formatted(unreachable));
    }

    @Test
    void reportsAnInvalidAddress() throws Exception {
        assertThat(failureOf(new KafkaLag("nonsense"), "{\"group\": \"workers\"}"))
                .contains("TOOLBOX_KAFKA")
                .contains("nonsense");
    }

    @Test
    void namesTheMissingVariable() throws Exception {
        assertThat(failureOf(new KafkaLag(null), "{\"group\": \"g\"}")).startsWith("TOOLBOX_KAFKA is not set");
    }
}

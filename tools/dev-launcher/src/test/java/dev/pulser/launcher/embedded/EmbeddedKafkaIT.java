// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.embedded.kafka.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaIT extends EmbeddedComponentContract<EmbeddedKafka> {

    @Override
    EmbeddedKafka create(Path folder) {
        return EmbeddedFixtures.kafka(folder, watchdog);
    }

    @Override
    void write(String value) throws Exception {
        var topic = "topic-" + value;
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, SECONDS);
        }
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", component.address(), "transactional.id", value),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, value)).get(20, SECONDS);
            producer.commitTransaction();
        }
    }

    @Override
    void assertHolds(String value) {
        var topic = new TopicPartition("topic-" + value, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", component.address(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(topic));
            consumer.seekToBeginning(List.of(topic));
            var values = new ArrayList<String>();
            for (var tries = 0; values.isEmpty() && tries < 20; tries++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
            assertThat(values).containsExactly(value);
        }
    }

    @Test
    void doesNotAutoCreateTopics() {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", component.address(), "max.block.ms", "2000"),
                new StringSerializer(),
                new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("never-created", "x"))
                            .get(20, SECONDS))
                    .isInstanceOf(Exception.class);
        }
        try (var admin = admin()) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("never-created"))
                            .allTopicNames()
                            .get(20, SECONDS))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void acceptsRecordsOfOneAndAHalfMegabytes() throws Exception {
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic("large", 1, (short) 1)))
                    .all()
                    .get(20, SECONDS);
        }
        var large = new String(new byte[1_500_000], StandardCharsets.US_ASCII);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", component.address(), "max.request.size", "2000000"),
                new StringSerializer(),
                new StringSerializer())) {
            var written = producer.send(new ProducerRecord<>("large", large)).get(20, SECONDS);

            assertThat(written.serializedValueSize()).isEqualTo(1_500_000);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", component.address()));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.topic.Topic;
import dev.pulser.service.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientsTest {

    @TempDir
    Path folder;

    @Test
    void followsATopicOfABroker() throws Exception {
        var topic = new Topic<>("words", Serdes.String(), Serdes.String());
        List<String> received = new CopyOnWriteArrayList<>();
        try (var broker = TestBroker.start(folder)) {
            var clients = new KafkaClients(broker.address());
            try (var admin = clients.admin(Duration.ofSeconds(10));
                    var producer = new KafkaProducer<>(
                            Map.of("bootstrap.servers", broker.address()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                admin.createTopics(List.of(new NewTopic("words", 2, (short) 1)))
                        .all()
                        .get(10, TimeUnit.SECONDS);
                for (var word : List.of("one", "two", "three")) {
                    producer.send(new ProducerRecord<>("words", word.getBytes(UTF_8), word.getBytes(UTF_8)))
                            .get(10, TimeUnit.SECONDS);
                }
            }
            var listener = RecordListener.decoding(topic, (key, value) -> received.add(key + "=" + value));
            try (var follower = clients.follower("test", "words", TopicFollower.Start.BEGINNING, listener)) {
                follower.start();
                follower.caughtUp().get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(received).containsExactlyInAnyOrder("one=one", "two=two", "three=three");
    }
}

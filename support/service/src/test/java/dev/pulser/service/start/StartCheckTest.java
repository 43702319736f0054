// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.testing.TestBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCheckTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private static TestBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start(folder);
        try (var admin = new KafkaClients(broker.address()).admin(LIMIT)) {
            new TopicAdmin(admin, LIMIT)
                    .create(TopicShape.all(2, 1).stream()
                            .filter(shape -> !shape.name().equals(TopicNames.COMMANDS))
                            .toList());
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void passesWhenTheTopicsHaveTheirShape() {
        var check = check(broker.address(), 2).limitedTo(Set.of(TopicNames.TASK_EVENTS));

        assertThatCode(check::run).doesNotThrowAnyException();
    }

    @Test
    void namesEveryTopicThatIsMissingOrDifferent() {
        assertThatThrownBy(() -> check(broker.address(), 4).run())
                .isInstanceOf(ServiceStartException.class)
                .hasMessageContaining("Topic pulser.commands does not exist.")
                .hasMessageContaining("Topic pulser.task.events has 2 partitions, it must have 4.")
                .hasMessageEndingWith("Create missing topics with `./pulser topics create`.");
    }

    @Test
    void failsAfterTheLimit() {
        assertThatThrownBy(() -> check("no-such-host.invalid:9092", 4).run(Duration.ofMillis(300), Clock.systemUTC()))
                .isInstanceOf(ServiceStartException.class)
                .hasMessageStartingWith("Kafka at no-such-host.invalid:9092 did not respond within 0 s");
    }

    private static StartCheck check(String bootstrap, int partitions) {
        KafkaConfig kafka = () -> bootstrap;
        var topics = new TopicsConfig() {

            @Override
            public int partitions() {
                return partitions;
            }

            @Override
            public int replication() {
                return 1;
            }
        };
        return new StartCheck(kafka, topics);
    }
}

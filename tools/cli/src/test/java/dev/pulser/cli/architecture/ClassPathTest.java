// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.Kafka",
                "org.apache.kafka.streams.KafkaStreams",
                "org.postgresql.Driver",
                "io.zonky.test.db.postgres.embedded.EmbeddedPostgres",
                "redis.embedded.RedisServer",
                "io.lettuce.core.RedisClient",
                "io.quarkus.runtime.Quarkus"
            })
    void hasNoBrokerDatabaseOrService(String type) {
        assertThat(isPresent(type)).isFalse();
    }

    @Test
    void hasTheKafkaClient() {
        assertThat(isPresent("org.apache.kafka.clients.producer.KafkaProducer")).isTrue();
    }

    private static boolean isPresent(String type) {
        return ClassPathTest.class.getClassLoader().getResource(type.replace('.', '/') + ".class") != null;
    }
}

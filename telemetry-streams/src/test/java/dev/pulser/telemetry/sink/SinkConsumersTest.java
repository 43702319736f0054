// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SinkConsumersTest {

    private final SinkConsumers consumers = new SinkConsumers("127.0.0.1:1", "host-8003");

    @Test
    void readCommittedRecordsWithoutAutoCommit() {
        assertThat(consumers.settings("g"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("allow.auto.create.topics", "false")
                .containsEntry("auto.offset.reset", "earliest");
    }

    @Test
    void keepTheirPartitionsOverARestart() {
        assertThat(consumers.settings("g")).containsEntry("group.instance.id", "g-host-8003");
    }

    @Test
    void areCreatedWithoutABroker() {
        try (var consumer = consumers.member("g")) {
            assertThat(consumer.groupMetadata().groupId()).isEqualTo("g");
        }
    }
}

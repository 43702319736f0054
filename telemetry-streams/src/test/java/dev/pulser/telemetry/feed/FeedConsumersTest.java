// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedConsumersTest {

    private final FeedConsumers consumers = new FeedConsumers("127.0.0.1:1", "host-8003");

    @Test
    void readOnlyWhatIsCommittedAndCommitNothingByThemselves() {
        assertThat(consumers.settings("g"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("allow.auto.create.topics", "false")
                .containsEntry("auto.offset.reset", "earliest");
    }

    @Test
    void haveTheirPartitionsBackAfterARestart() {
        assertThat(consumers.settings("g")).containsEntry("group.instance.id", "g-host-8003");
    }

    @Test
    void areMadeWithoutABroker() {
        try (var consumer = consumers.in("g")) {
            assertThat(consumer.groupMetadata().groupId()).isEqualTo("g");
        }
    }
}

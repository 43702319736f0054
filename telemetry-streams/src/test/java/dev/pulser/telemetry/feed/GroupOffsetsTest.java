// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import static dev.pulser.telemetry.sample.Batches.EVENTS;
import static dev.pulser.telemetry.sample.Batches.LETTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupOffsetsTest {

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final GroupOffsets offsets = new GroupOffsets(consumer);

    @BeforeEach
    void assign() {
        consumer.assign(Set.of(EVENTS, LETTERS));
    }

    @Test
    void goOnWhereTheGroupCommitted() throws Exception {
        offsets.written(new Batch(List.of(), Map.of(EVENTS, 42L)));

        assertThat(offsets.next(Set.of(EVENTS, LETTERS))).isEqualTo(Map.of(EVENTS, 42L));
    }

    @Test
    void areAwayWhenKafkaDoesNotAnswer() {
        var silent = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
                throw new TimeoutException("too long");
            }
        };

        assertThatThrownBy(() -> new GroupOffsets(silent).next(Set.of(EVENTS)))
                .isInstanceOf(DestinationAway.class)
                .hasMessageContaining("too long");
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import static dev.pulser.telemetry.sample.SinkBatches.DEAD_LETTERS;
import static dev.pulser.telemetry.sample.SinkBatches.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.telemetry.batch.SinkBatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerGroupOffsetsTest {

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final ConsumerGroupOffsets offsets = new ConsumerGroupOffsets(consumer);

    @BeforeEach
    void assign() {
        consumer.assign(Set.of(EVENTS, DEAD_LETTERS));
    }

    @Test
    void continueAtTheCommittedOffsets() throws Exception {
        offsets.commit(new SinkBatch(List.of(), Map.of(EVENTS, 42L)));

        assertThat(offsets.committed(Set.of(EVENTS, DEAD_LETTERS))).isEqualTo(Map.of(EVENTS, 42L));
    }

    @Test
    void areUnavailableWhenKafkaDoesNotRespond() {
        var silent = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
                throw new TimeoutException("too long");
            }
        };

        assertThatThrownBy(() -> new ConsumerGroupOffsets(silent).committed(Set.of(EVENTS)))
                .isInstanceOf(SinkUnavailableException.class)
                .hasMessageContaining("too long");
    }
}

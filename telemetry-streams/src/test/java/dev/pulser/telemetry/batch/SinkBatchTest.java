// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.batch;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.SinkBatches.EVENTS;
import static dev.pulser.telemetry.sample.TaskEvents.successOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.telemetry.sample.SinkBatches;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkBatchTest {

    private final SinkBatch batch = SinkBatches.ofEvents(10, successOf(aTask().build()));

    @Test
    void splitsIntoTwoHalves() {
        assertThat(batch.firstHalf().records()).hasSize(1);
        assertThat(batch.secondHalf().records()).hasSize(2);
        assertThat(batch.records())
                .startsWith(batch.firstHalf().records().getFirst())
                .endsWith(batch.secondHalf().records().getLast());
    }

    @Test
    void endsItsFirstHalfBeforeTheSecond() {
        assertThat(batch.firstHalf().nextOffsets()).isEqualTo(Map.of(EVENTS, 11L));
        assertThat(batch.secondHalf().nextOffsets()).isEqualTo(Map.of(EVENTS, 13L));
    }

    @Test
    void keepsItsOffsetsWithoutRecords() {
        assertThat(batch.withoutRecords().records()).isEmpty();
        assertThat(batch.withoutRecords().nextOffsets()).isEqualTo(batch.nextOffsets());
    }
}

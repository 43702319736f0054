// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.Batches.EVENTS;
import static dev.pulser.telemetry.sample.Events.happyLifeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.telemetry.sample.Batches;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final Batch batch = Batches.ofEvents(10, happyLifeOf(aTask().build()));

    @Test
    void isItsTwoHalves() {
        assertThat(batch.firstHalf().records()).hasSize(1);
        assertThat(batch.secondHalf().records()).hasSize(2);
        assertThat(batch.records())
                .startsWith(batch.firstHalf().records().getFirst())
                .endsWith(batch.secondHalf().records().getLast());
    }

    @Test
    void endsItsFirstHalfWhereTheOtherBegins() {
        assertThat(batch.firstHalf().next()).isEqualTo(Map.of(EVENTS, 11L));
        assertThat(batch.secondHalf().next()).isEqualTo(Map.of(EVENTS, 13L));
    }

    @Test
    void keepsWhereToGoOnWithoutItsRecords() {
        assertThat(batch.withoutRecords().records()).isEmpty();
        assertThat(batch.withoutRecords().next()).isEqualTo(batch.next());
    }
}

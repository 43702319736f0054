// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import static dev.pulser.telemetry.sample.Batches.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedThreadTest {

    private final FeedState state = new FeedState();
    private final List<MockConsumer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
    private final FeedThread thread = new FeedThread(
            "feed-under-test",
            Set.of(EVENTS.topic()),
            this::newConsumer,
            new FeedDecoder(Topics.using(Codecs.builtIn()), state),
            new WritesNothing(),
            GroupOffsets::new,
            state,
            InstantSource.system());

    @AfterEach
    void close() {
        thread.close();
    }

    @Test
    void runsUntilItIsClosed() {
        thread.start();
        await().until(() -> state.phase() == FeedState.Phase.RUNNING);

        thread.close();

        assertThat(state.phase()).isEqualTo(FeedState.Phase.STOPPED);
        assertThat(made.getFirst().closed()).isTrue();
    }

    @Test
    void takesANewConsumerWhenOneFails() {
        thread.start();
        await().until(() -> state.phase() == FeedState.Phase.RUNNING);

        made.getFirst().setPollException(new KafkaException("fenced"));

        await().until(() -> made.size() == 2 && state.phase() == FeedState.Phase.RUNNING);
        assertThat(made.getFirst().closed()).isTrue();
    }

    @Test
    void closesWithoutHavingStarted() {
        thread.close();

        assertThat(made).isEmpty();
    }

    private Consumer<byte[], byte[]> newConsumer() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.updateBeginningOffsets(Map.of(EVENTS, 0L));
        consumer.updateEndOffsets(Map.of(EVENTS, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(Set.of(EVENTS)));
        made.add(consumer);
        return consumer;
    }

    private static final class WritesNothing implements Destination {

        @Override
        public String label() {
            return "nothing";
        }

        @Override
        public void reach() {}

        @Override
        public void write(Batch batch) {}
    }
}

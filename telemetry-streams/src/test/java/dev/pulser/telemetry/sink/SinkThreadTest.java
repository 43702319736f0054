// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import static dev.pulser.telemetry.sample.SinkBatches.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import dev.pulser.telemetry.batch.SinkBatch;
import dev.pulser.telemetry.batch.SinkRecordDecoder;
import dev.pulser.telemetry.health.SinkStatus;
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

class SinkThreadTest {

    private final SinkStatus state = new SinkStatus();
    private final List<MockConsumer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
    private final SinkThread thread = new SinkThread(
            new SinkThread.Source(
                    "test-group",
                    Set.of(EVENTS.topic()),
                    this::newConsumer,
                    new SinkRecordDecoder(Topics.using(Codecs.builtIn()), state)),
            new NullSink(),
            ConsumerGroupOffsets::new,
            state,
            InstantSource.system());

    @AfterEach
    void close() {
        thread.close();
    }

    @Test
    void runsUntilItIsClosed() {
        thread.start();
        await().until(() -> state.phase() == SinkStatus.Phase.RUNNING);

        thread.close();

        assertThat(state.phase()).isEqualTo(SinkStatus.Phase.STOPPED);
        assertThat(made.getFirst().closed()).isTrue();
    }

    @Test
    void opensANewConsumerAfterAFailure() {
        thread.start();
        await().until(() -> state.phase() == SinkStatus.Phase.RUNNING);

        made.getFirst().setPollException(new KafkaException("fenced"));

        await().until(() -> made.size() == 2 && state.phase() == SinkStatus.Phase.RUNNING);
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

    private static final class NullSink implements Sink {

        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public void open() {}

        @Override
        public void write(SinkBatch batch) {}
    }
}

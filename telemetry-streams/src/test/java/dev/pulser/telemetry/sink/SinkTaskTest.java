// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.SinkBatches.EVENTS;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static dev.pulser.telemetry.sample.TaskEvents.queued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.codec.registry.SchemaRegistryUnavailableException;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.topic.Topics;
import dev.pulser.telemetry.batch.SinkBatch;
import dev.pulser.telemetry.batch.SinkRecordDecoder;
import dev.pulser.telemetry.health.SinkStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkTaskTest {

    private final Topics topics = Topics.using(Codecs.builtIn());
    private final SinkStatus state = new SinkStatus();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final FakeSink sink = new FakeSink();
    private final MutableClock clock = new MutableClock(NOON);
    private final SinkTask task =
            new SinkTask(consumer, new SinkRecordDecoder(topics, state), sink, sink, state, clock);
    private final TaskEvent event = queued(aTask().build());

    @BeforeEach
    void assign() {
        task.subscribe(Set.of(EVENTS.topic()));
        consumer.updateBeginningOffsets(Map.of(EVENTS, 0L));
        consumer.updateEndOffsets(Map.of(EVENTS, 100L));
        consumer.rebalance(Set.of(EVENTS));
    }

    @Test
    void isStartingUntilTheSinkIsOpen() {
        assertThat(state.phase()).isEqualTo(SinkStatus.Phase.STARTING);
        assertThat(consumer.paused()).containsExactly(EVENTS);

        task.poll();

        assertThat(state.phase()).isEqualTo(SinkStatus.Phase.RUNNING);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void continuesAtTheCommittedOffset() {
        sink.offsets.put(EVENTS, 7L);

        task.poll();

        assertThat(consumer.position(EVENTS)).isEqualTo(7);
    }

    @Test
    void startsAtTheBeginningWithoutACommittedOffset() {
        task.poll();

        assertThat(consumer.position(EVENTS)).isZero();
    }

    @Test
    void writesRecordsAndCommitsOffsets() {
        task.poll();
        consumer.addRecord(record(0, bytes(event)));
        consumer.addRecord(record(1, bytes(event)));

        task.poll();

        assertThat(sink.events()).containsExactly(event, event);
        assertThat(sink.offsets).isEqualTo(Map.of(EVENTS, 2L));
        assertThat(state.writtenRecords()).isEqualTo(2);
    }

    @Test
    void skipsAndCountsUndecodableRecords() {
        task.poll();
        consumer.addRecord(record(0, "no Avro".getBytes(StandardCharsets.UTF_8)));
        consumer.addRecord(record(1, null));
        consumer.addRecord(record(2, bytes(event)));

        task.poll();

        assertThat(sink.events()).containsExactly(event);
        assertThat(sink.offsets).isEqualTo(Map.of(EVENTS, 3L));
        assertThat(state.skippedRecords()).isEqualTo(2);
    }

    @Test
    void readsABatchAgainAfterAFailure() {
        task.poll();
        consumer.addRecord(record(0, bytes(event)));
        sink.unavailable = true;

        task.poll();

        assertThat(state.phase()).isEqualTo(SinkStatus.Phase.WAITING);
        assertThat(consumer.paused()).containsExactly(EVENTS);

        sink.unavailable = false;
        clock.move(Duration.ofSeconds(3));
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, bytes(event))));
        task.poll();

        assertThat(consumer.paused()).isEmpty();
        assertThat(sink.events()).containsExactly(event);
        assertThat(state.phase()).isEqualTo(SinkStatus.Phase.RUNNING);
    }

    @Test
    void pausesBetweenAttempts() {
        sink.unavailable = true;
        task.poll();
        sink.unavailable = false;

        task.poll();
        assertThat(consumer.paused()).as("at once").containsExactly(EVENTS);

        clock.move(Duration.ofMillis(100));
        task.poll();
        assertThat(consumer.paused()).as("after the pause").isEmpty();
    }

    @Test
    void waitsUntilTheSinkHasRecovered() {
        sink.unavailable = true;
        task.poll();
        sink.unavailable = false;
        clock.move(Duration.ofMillis(100));
        task.poll();
        assertThat(state.phase()).isEqualTo(SinkStatus.Phase.WAITING);

        clock.move(Duration.ofSeconds(1));
        task.poll();

        assertThat(state.phase()).isEqualTo(SinkStatus.Phase.RUNNING);
    }

    @Test
    void waitsForTheSchemaRegistry() {
        task.poll();
        sink.registryUnavailable = true;
        consumer.addRecord(record(0, bytes(event)));

        task.poll();

        assertThat(state.phase()).isEqualTo(SinkStatus.Phase.WAITING);
        assertThat(state.skippedRecords()).isZero();
        assertThat(sink.offsets).isEmpty();
    }

    @Test
    void forgetsRevokedPartitions() {
        sink.unavailable = true;
        task.poll();
        consumer.rebalance(List.of());
        sink.unavailable = false;
        clock.move(Duration.ofSeconds(3));

        task.poll();

        assertThat(consumer.assignment()).isEmpty();
        assertThat(sink.opened).isZero();
    }

    private ConsumerRecord<byte[], byte[]> record(long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>(EVENTS.topic(), EVENTS.partition(), offset, new byte[0], value);
    }

    private byte[] bytes(TaskEvent value) {
        return topics.taskEvents().values().serializer().serialize(EVENTS.topic(), value);
    }

    /** Sink that records its batches and can be made unavailable. */
    private static final class FakeSink implements Sink, SinkOffsets {

        private final List<SinkBatch> batches = new ArrayList<>();
        private final Map<TopicPartition, Long> offsets = new HashMap<>();
        private boolean unavailable;
        private boolean registryUnavailable;
        private int opened;

        List<TaskEvent> events() {
            return batches.stream()
                    .flatMap(batch -> batch.taskEvents().stream())
                    .toList();
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public void open() throws SinkUnavailableException {
            failWhenUnavailable();
            opened++;
        }

        @Override
        public void write(SinkBatch batch) throws SinkUnavailableException {
            failWhenUnavailable();
            if (registryUnavailable) {
                throw new SchemaRegistryUnavailableException("the registry does not answer");
            }
            batches.add(batch);
        }

        @Override
        public Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) {
            return offsets;
        }

        @Override
        public void commit(SinkBatch batch) {
            offsets.putAll(batch.nextOffsets());
        }

        private void failWhenUnavailable() throws SinkUnavailableException {
            if (unavailable) {
                throw new SinkUnavailableException("unavailable", new IllegalStateException());
            }
        }
    }
}

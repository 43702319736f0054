// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.Batches.EVENTS;
import static dev.pulser.telemetry.sample.Events.NOON;
import static dev.pulser.telemetry.sample.Events.queued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.codec.SchemasUnavailable;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.topic.Topics;
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

class FeedTest {

    private final Topics topics = Topics.using(Codecs.builtIn());
    private final FeedState state = new FeedState();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final FakeDestination destination = new FakeDestination();
    private final MovableClock clock = new MovableClock(NOON);
    private final Feed feed =
            new Feed(consumer, new FeedDecoder(topics, state), destination, destination, state, clock);
    private final TaskEvent event = queued(aTask().build());

    @BeforeEach
    void assign() {
        feed.subscribe(Set.of(EVENTS.topic()));
        consumer.updateBeginningOffsets(Map.of(EVENTS, 0L));
        consumer.updateEndOffsets(Map.of(EVENTS, 100L));
        consumer.rebalance(Set.of(EVENTS));
    }

    @Test
    void isStartingUntilItHasReachedItsDestination() {
        assertThat(state.phase()).isEqualTo(FeedState.Phase.STARTING);
        assertThat(consumer.paused()).containsExactly(EVENTS);

        feed.turn();

        assertThat(state.phase()).isEqualTo(FeedState.Phase.RUNNING);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void goesOnWhereTheOffsetsSay() {
        destination.offsets.put(EVENTS, 7L);

        feed.turn();

        assertThat(consumer.position(EVENTS)).isEqualTo(7);
    }

    @Test
    void beginsAtTheBeginningWhereTheOffsetsSayNothing() {
        feed.turn();

        assertThat(consumer.position(EVENTS)).isZero();
    }

    @Test
    void writesWhatItReadsAndWhereToGoOn() {
        feed.turn();
        consumer.addRecord(record(0, bytes(event)));
        consumer.addRecord(record(1, bytes(event)));

        feed.turn();

        assertThat(destination.events()).containsExactly(event, event);
        assertThat(destination.offsets).isEqualTo(Map.of(EVENTS, 2L));
        assertThat(state.writtenRecords()).isEqualTo(2);
    }

    @Test
    void leavesOutWhatItCannotReadAndCountsIt() {
        feed.turn();
        consumer.addRecord(record(0, "no Avro".getBytes(StandardCharsets.UTF_8)));
        consumer.addRecord(record(1, null));
        consumer.addRecord(record(2, bytes(event)));

        feed.turn();

        assertThat(destination.events()).containsExactly(event);
        assertThat(destination.offsets).isEqualTo(Map.of(EVENTS, 3L));
        assertThat(state.skippedRecords()).isEqualTo(2);
    }

    @Test
    void readsAgainWhatCouldNotBeWritten() {
        feed.turn();
        consumer.addRecord(record(0, bytes(event)));
        destination.away = true;

        feed.turn();

        assertThat(state.phase()).isEqualTo(FeedState.Phase.WAITING);
        assertThat(consumer.paused()).containsExactly(EVENTS);

        destination.away = false;
        clock.move(Duration.ofSeconds(3));
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, bytes(event))));
        feed.turn();

        assertThat(consumer.paused()).isEmpty();
        assertThat(destination.events()).containsExactly(event);
        assertThat(state.phase()).isEqualTo(FeedState.Phase.RUNNING);
    }

    @Test
    void waitsBetweenTries() {
        destination.away = true;
        feed.turn();
        destination.away = false;

        feed.turn();
        assertThat(consumer.paused()).as("at once").containsExactly(EVENTS);

        clock.move(Duration.ofMillis(100));
        feed.turn();
        assertThat(consumer.paused()).as("after the pause").isEmpty();
    }

    @Test
    void staysWaitingUntilItKnowsThatTheDestinationIsBack() {
        destination.away = true;
        feed.turn();
        destination.away = false;
        clock.move(Duration.ofMillis(100));
        feed.turn();
        assertThat(state.phase()).isEqualTo(FeedState.Phase.WAITING);

        clock.move(Duration.ofSeconds(1));
        feed.turn();

        assertThat(state.phase()).isEqualTo(FeedState.Phase.RUNNING);
    }

    @Test
    void waitsForASchemaRegistryAndLosesNothing() {
        feed.turn();
        destination.registryAway = true;
        consumer.addRecord(record(0, bytes(event)));

        feed.turn();

        assertThat(state.phase()).isEqualTo(FeedState.Phase.WAITING);
        assertThat(state.skippedRecords()).isZero();
        assertThat(destination.offsets).isEmpty();
    }

    @Test
    void forgetsThePartitionsThatItLoses() {
        destination.away = true;
        feed.turn();
        consumer.rebalance(List.of());
        destination.away = false;
        clock.move(Duration.ofSeconds(3));

        feed.turn();

        assertThat(consumer.assignment()).isEmpty();
        assertThat(destination.reached).isZero();
    }

    private ConsumerRecord<byte[], byte[]> record(long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>(EVENTS.topic(), EVENTS.partition(), offset, new byte[0], value);
    }

    private byte[] bytes(TaskEvent value) {
        return topics.taskEvents().values().serializer().serialize(EVENTS.topic(), value);
    }

    /** Remembers what it is given; away when it is told to be. */
    private static final class FakeDestination implements Destination, Offsets {

        private final List<Batch> batches = new ArrayList<>();
        private final Map<TopicPartition, Long> offsets = new HashMap<>();
        private boolean away;
        private boolean registryAway;
        private int reached;

        List<TaskEvent> events() {
            return batches.stream().flatMap(batch -> batch.events().stream()).toList();
        }

        @Override
        public String label() {
            return "fake";
        }

        @Override
        public void reach() throws DestinationAway {
            refuseWhenAway();
            reached++;
        }

        @Override
        public void write(Batch batch) throws DestinationAway {
            refuseWhenAway();
            if (registryAway) {
                throw new SchemasUnavailable("the registry does not answer");
            }
            batches.add(batch);
        }

        @Override
        public Map<TopicPartition, Long> next(Set<TopicPartition> partitions) {
            return offsets;
        }

        @Override
        public void written(Batch batch) {
            offsets.putAll(batch.next());
        }

        private void refuseWhenAway() throws DestinationAway {
            if (away) {
                throw new DestinationAway("it is away", new IllegalStateException());
            }
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.kafka;

import static dev.pulser.service.kafka.TopicFollower.Start.BEGINNING;
import static dev.pulser.service.kafka.TopicFollower.Start.END;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {

    private static final String TOPIC = "agents";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final Queue<MockConsumer<byte[], byte[]>> consumers = new ConcurrentLinkedQueue<>();
    private final Queue<RuntimeException> rejections = new ConcurrentLinkedQueue<>();
    private TopicFollower follower = follower(BEGINNING);

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void readsTheTopicFromTheBeginning() {
        consumers.add(consumer(mock -> {}, "a", "b"));

        follower.start();

        await().until(follower.caughtUp()::isDone);
        assertThat(handled).containsExactly("a", "b");
        assertThat(follower.isFollowing()).isTrue();
    }

    @Test
    void readsOnlyWhatIsNewFromTheEnd() {
        follower = follower(END);
        var consumer = consumer(mock -> {});
        consumer.updateEndOffsets(Map.of(PARTITION, 7L));
        consumers.add(consumer);

        follower.start();
        await().until(follower.caughtUp()::isDone);
        consumer.schedulePollTask(() -> consumer.addRecord(record(7, "new")));

        await().until(() -> handled.contains("new"));
    }

    @Test
    void continuesBehindTheLastRecordAfterAFailure() {
        consumers.add(consumer(
                mock -> mock.schedulePollTask(() -> mock.setPollException(new KafkaException("broken"))), "a"));
        consumers.add(consumer(mock -> {}, "a", "b"));

        follower.start();

        await().until(() -> handled.contains("b"));
        assertThat(handled).containsExactly("a", "b");
        assertThat(follower.isFollowing()).isTrue();
    }

    @Test
    void isNotFollowingWhileKafkaIsUnavailable() {
        follower.start();

        await().during(java.time.Duration.ofMillis(100)).until(() -> !follower.isFollowing());
        assertThat(follower.caughtUp()).isNotDone();
    }

    @Test
    void retriesTheRecordAfterARetriableException() {
        rejections.add(new RetriableException("registry is unavailable") {});
        consumers.add(consumer(mock -> {}, "a", "b"));
        consumers.add(consumer(mock -> {}, "a", "b"));

        follower.start();

        await().until(() -> handled.contains("b"));
        assertThat(handled).containsExactly("a", "b");
    }

    @Test
    void skipsARecordThatTheListenerRejects() {
        rejections.add(new IllegalArgumentException("unreadable"));
        consumers.add(consumer(mock -> {}, "a", "b"));

        follower.start();

        await().until(follower.caughtUp()::isDone);
        assertThat(handled).containsExactly("b");
    }

    private TopicFollower follower(TopicFollower.Start start) {
        return new TopicFollower(
                () -> {
                    var next = consumers.poll();
                    if (next == null) {
                        throw new KafkaException("no broker");
                    }
                    return next;
                },
                TOPIC,
                start,
                record -> {
                    var rejection = rejections.poll();
                    if (rejection != null) {
                        throw rejection;
                    }
                    handled.add(new String(record.value(), UTF_8));
                });
    }

    private static MockConsumer<byte[], byte[]> consumer(
            Consumer<MockConsumer<byte[], byte[]>> afterRecords, String... values) {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        var node = new Node(1, "localhost", 9092);
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) values.length));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < values.length; i++) {
                consumer.addRecord(record(i, values[i]));
            }
        });
        afterRecords.accept(consumer);
        return consumer;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
        return new ConsumerRecord<>(TOPIC, 0, offset, "key".getBytes(UTF_8), value.getBytes(UTF_8));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.routing.AdapterInstruction;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AssignmentConsumerTest {

    private static final TopicPartition PARTITION = new TopicPartition("pulser.assignments", 0);

    private final Topics topics = Topics.using(Codecs.builtIn());
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final List<AdapterInstruction> handled = new CopyOnWriteArrayList<>();
    private final AtomicBoolean full = new AtomicBoolean();
    private final MockConsumer<byte[], byte[]> scanner = new MockConsumer<>("earliest");
    private final AssignmentConsumer consumer = new AssignmentConsumer(
            kafka,
            topics.assignments(),
            handled::add,
            full::get,
            new RevocationScanner(scanner, topics.assignments(), handled::add));
    private long offset;

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void passesAssignmentsOnAndCommitsThem() {
        var first = Assignments.any();
        var second = Assignments.any();
        start();

        kafka.schedulePollTask(() -> {
            add(bytes(first));
            add(bytes(second));
        });

        await().until(() -> handled.equals(List.of(first, second)));
        await().until(() -> committed() == 2);
        assertThat(consumer.joined()).isTrue();
    }

    @Test
    void passesRevocationsOnInOrder() {
        var assignment = Assignments.any();
        var revocation = revocation(assignment);
        start();

        kafka.schedulePollTask(() -> {
            add(bytes(assignment));
            add(bytes(revocation));
        });

        await().until(() -> handled.equals(List.of(assignment, revocation)));
    }

    @Test
    void skipsAndCountsInvalidRecords() {
        var good = Assignments.any();
        start();

        kafka.schedulePollTask(() -> {
            add(null);
            add("not avro".getBytes(StandardCharsets.UTF_8));
            add(new byte[] {0, 0, 0, 0, 99, 1, 2});
            add(bytes(good));
        });

        await().until(() -> handled.equals(List.of(good)));
        assertThat(consumer.skipped()).isEqualTo(3);
        await().until(() -> committed() == 4);
    }

    @Test
    void pausesAtTheLimitOfRunningAttempts() {
        full.set(true);
        start();
        await().until(() -> kafka.paused().contains(PARTITION));
        kafka.schedulePollTask(() -> add(bytes(Assignments.any())));

        full.set(false);

        await().until(() -> handled.size() == 1);
        assertThat(kafka.paused()).isEmpty();
    }

    @Test
    void readsRevocationsAtTheLimitOfRunningAttempts() {
        var waiting = Assignments.any();
        var revocation = revocation(Assignments.any());
        full.set(true);
        start();
        await().until(() -> scanner.assignment().contains(PARTITION));

        addToBoth(bytes(waiting), "not avro".getBytes(StandardCharsets.UTF_8), bytes(revocation));
        await().until(() -> !handled.isEmpty());
        var whileFull = List.copyOf(handled);
        var committedWhileFull = committed();
        full.set(false);

        await().until(() -> handled.equals(List.of(revocation, waiting, revocation)));
        assertThat(whileFull).containsExactly(revocation);
        assertThat(committedWhileFull).isZero();
        await().until(() -> committed() == 3);
        assertThat(consumer.skipped()).isEqualTo(1);
    }

    @Test
    void scansNoPartitionsBehindItsPosition() {
        var first = Assignments.any();
        var revocation = revocation(first);
        start();
        kafka.schedulePollTask(() -> add(bytes(first)));
        await().until(() -> handled.equals(List.of(first)));

        full.set(true);
        await().until(() -> scanner.assignment().contains(PARTITION));
        addToBoth(bytes(revocation));

        await().until(() -> handled.equals(List.of(first, revocation)));
        assertThat(scanner.position(PARTITION)).isEqualTo(2);
    }

    @Test
    void continuesAfterABrokerError() {
        var good = Assignments.any();
        start();

        kafka.schedulePollTask(() -> kafka.setPollException(new KafkaException("unavailable")));
        kafka.schedulePollTask(() -> add(bytes(good)));

        await().until(() -> handled.equals(List.of(good)));
    }

    @Test
    void leavesTheGroupWhenItIsClosed() {
        start();
        await().until(consumer::joined);

        consumer.close();

        assertThat(kafka.closed()).isTrue();
        assertThat(scanner.closed()).isTrue();
        assertThat(consumer.joined()).isFalse();
    }

    private void start() {
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        scanner.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.schedulePollTask(() -> kafka.rebalance(List.of(PARTITION)));
        consumer.start();
    }

    private void add(byte @Nullable [] value) {
        kafka.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, new byte[0], value));
    }

    /** Adds the records to both consumers. */
    private void addToBoth(byte[]... values) {
        var first = offset;
        kafka.schedulePollTask(() -> {
            for (var value : values) {
                add(value);
            }
        });
        scanner.schedulePollTask(() -> {
            for (int i = 0; i < values.length; i++) {
                scanner.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, first + i, new byte[0], values[i]));
            }
        });
    }

    private static Revocation revocation(Assignment assignment) {
        return new Revocation(assignment.task().id(), assignment.agent(), 1, Assignments.NOW, "no longer needed");
    }

    private byte[] bytes(AdapterInstruction instruction) {
        return topics.assignments().values().serializer().serialize("", instruction);
    }

    private long committed() {
        var committed = kafka.committed(Set.of(PARTITION)).get(PARTITION);
        return committed == null ? 0 : committed.offset();
    }
}

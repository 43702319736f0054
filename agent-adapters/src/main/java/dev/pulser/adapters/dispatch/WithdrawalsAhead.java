// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.codec.SchemasUnavailable;
import dev.pulser.contract.routing.Instruction;
import dev.pulser.contract.routing.Withdrawal;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.topic.Topic;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds withdrawals among the assignments that an instance with too many attempts leaves where they are, so that a cancelled
 * attempt does not wait for another one to end. Takes no assignment and commits nothing: what it has read is read again when
 * there is room, and to withdraw twice changes nothing.
 *
 * <p>One thread only.
 */
final class WithdrawalsAhead implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);

    private final Consumer<byte[], byte[]> reader;
    private final Topic<TaskId, Instruction> topic;
    private final java.util.function.Consumer<? super Withdrawal> hand;

    /**
     * @param reader belongs to no group; becomes this object's, which closes it
     * @param hand   takes a withdrawal without blocking
     */
    WithdrawalsAhead(
            Consumer<byte[], byte[]> reader,
            Topic<TaskId, Instruction> topic,
            java.util.function.Consumer<? super Withdrawal> hand) {
        this.reader = reader;
        this.topic = topic;
        this.hand = hand;
    }

    /** Reads on, for a few milliseconds, in the partitions of {@code member} and never behind it. */
    void read(Consumer<byte[], byte[]> member) {
        follow(member);
        if (reader.assignment().isEmpty()) {
            return;
        }
        var records = reader.poll(POLL);
        for (var partition : records.partitions()) {
            for (var record : records.records(partition)) {
                if (!take(partition, record)) {
                    break;
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> member) {
        var partitions = member.assignment();
        boolean moved = !reader.assignment().equals(partitions);
        if (moved) {
            reader.assign(partitions);
        }
        for (var partition : partitions) {
            long position = member.position(partition);
            if (moved || reader.position(partition) < position) {
                reader.seek(partition, position);
            }
        }
    }

    /** False where the rest of the partition must wait for the schemas. */
    private boolean take(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (topic.values().deserializer().deserialize(record.topic(), record.value())
                    instanceof Withdrawal withdrawal) {
                hand.accept(withdrawal);
            }
        } catch (SchemasUnavailable e) {
            reader.seek(partition, record.offset());
            return false;
        } catch (RuntimeException e) {
            // Whoever takes the assignments says what is wrong with this one, and counts it.
        }
        return true;
    }

    @Override
    public void close() {
        reader.close();
    }
}

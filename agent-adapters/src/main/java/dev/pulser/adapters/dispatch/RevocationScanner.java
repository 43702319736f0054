// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.codec.registry.SchemaRegistryUnavailableException;
import dev.pulser.contract.routing.AdapterInstruction;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.topic.Topic;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reader of revocations ahead of the consumer while the instance is at its limit of attempts. Without it a revoked
 * attempt would wait for another one to end. Ignores assignments and commits no offsets; the consumer reads the same
 * records later, and revoking twice has no effect. Not thread-safe.
 */
final class RevocationScanner implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);

    private final Consumer<byte[], byte[]> reader;
    private final Topic<TaskId, AdapterInstruction> topic;
    private final java.util.function.Consumer<? super Revocation> handler;

    /**
     * @param reader consumer without a group; closed with this object
     * @param handler handler of a revocation; must not block
     */
    RevocationScanner(
            Consumer<byte[], byte[]> reader,
            Topic<TaskId, AdapterInstruction> topic,
            java.util.function.Consumer<? super Revocation> handler) {
        this.reader = reader;
        this.topic = topic;
        this.handler = handler;
    }

    /**
     * Reads for a few milliseconds from the partitions assigned to {@code member}, starting no earlier than its
     * position.
     */
    void read(Consumer<byte[], byte[]> member) {
        seekToPositionsOf(member);
        if (reader.assignment().isEmpty()) {
            return;
        }
        var records = reader.poll(POLL);
        for (var partition : records.partitions()) {
            for (var record : records.records(partition)) {
                if (!handle(partition, record)) {
                    break;
                }
            }
        }
    }

    private void seekToPositionsOf(Consumer<byte[], byte[]> member) {
        var partitions = member.assignment();
        boolean reassigned = !reader.assignment().equals(partitions);
        if (reassigned) {
            reader.assign(partitions);
        }
        for (var partition : partitions) {
            long position = member.position(partition);
            if (reassigned || reader.position(partition) < position) {
                reader.seek(partition, position);
            }
        }
    }

    /** Returns false if the rest of the partition must wait for the schema registry. */
    private boolean handle(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (topic.values().deserializer().deserialize(record.topic(), record.value())
                    instanceof Revocation revocation) {
                handler.accept(revocation);
            }
        } catch (SchemaRegistryUnavailableException e) {
            reader.seek(partition, record.offset());
            return false;
        } catch (RuntimeException e) {
            // The consumer logs and counts it.
        }
        return true;
    }

    @Override
    public void close() {
        reader.close();
    }
}

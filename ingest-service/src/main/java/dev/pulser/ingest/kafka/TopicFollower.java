// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all of a topic, committed records only, for as long as the service lives: outside of any group, so that every
 * instance sees everything and nothing is left behind on the broker.
 *
 * <p>Threads: {@link Reader} is called on one thread of the follower's own.
 * <p>Failure: a broker that is away is asked again every second; reading goes on behind the last record seen. An
 * exception of the reader is logged with the record's place, and the record is skipped.
 */
public final class TopicFollower {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int PAUSE_SECONDS = 1;

    /** Where reading begins. */
    public enum Start {
        BEGINNING,
        END
    }

    /** Who is told. */
    public interface Reader {

        void read(ConsumerRecord<byte[], byte[]> record);

        /** Everything that was there when reading began has been read. Once. */
        void caughtUp();
    }

    private final String topic;
    private final Map<String, Object> settings;
    private final Start start;
    private final Reader reader;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Thread thread;
    private Map<TopicPartition, Long> goals = Map.of();
    private boolean caughtUp;
    private boolean away;

    private volatile boolean following;
    private volatile Optional<Consumer<byte[], byte[]>> current = Optional.empty();

    public TopicFollower(String bootstrap, String topic, Start start, Reader reader) {
        this.topic = topic;
        this.start = start;
        this.reader = reader;
        this.settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "client.id",
                "pulser-ingest-" + topic,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                start == Start.BEGINNING ? "earliest" : "latest",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                5_000,
                "max.poll.records",
                2_000,
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        this.thread = Thread.ofPlatform().daemon().name("follow-" + topic).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Ends reading; returns when it has ended, after at most two seconds. */
    public void stop() {
        stopped.countDown();
        current.ifPresent(Consumer::wakeup);
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the topic is being read at this moment, as far as the client can know. */
    public boolean isFollowing() {
        return following;
    }

    private void run() {
        do {
            try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
                current = Optional.of(consumer);
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debugf("following ends topic=%s", topic);
            } catch (KafkaException e) {
                reportAway(e);
            } finally {
                following = false;
                current = Optional.empty();
            }
        } while (!stoppedAfterPause());
    }

    private void reportAway(KafkaException e) {
        // Once, not every second.
        if (!away) {
            LOG.warnf("topic cannot be read, trying again topic=%s reason=%s", topic, e.getMessage());
            away = true;
        }
    }

    private boolean stoppedAfterPause() {
        try {
            return stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        place(consumer, partitions);
        if (away) {
            LOG.infof("topic can be read again topic=%s", topic);
            away = false;
        }
        following = true;
        while (stopped.getCount() > 0) {
            reportCaughtUp();
            for (var record : consumer.poll(POLL)) {
                positions.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
                read(record);
            }
            // Beyond what the records say: a transaction's end is an offset too.
            for (var partition : partitions) {
                positions.put(partition, consumer.position(partition));
            }
        }
    }

    private void place(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        var ends = consumer.endOffsets(partitions);
        if (!caughtUp) {
            goals = ends;
        }
        var beginnings = start == Start.BEGINNING ? consumer.beginningOffsets(partitions) : ends;
        for (var partition : partitions) {
            long from = positions.getOrDefault(partition, beginnings.getOrDefault(partition, 0L));
            positions.put(partition, from);
            consumer.seek(partition, from);
        }
    }

    private void reportCaughtUp() {
        if (!caughtUp
                && goals.entrySet().stream()
                        .allMatch(goal -> positions.getOrDefault(goal.getKey(), 0L) >= goal.getValue())) {
            caughtUp = true;
            reader.caughtUp();
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            reader.read(record);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "record skipped topic=%s partition=%d offset=%d reason=%s",
                    topic, record.partition(), record.offset(), e.getMessage());
        }
    }
}

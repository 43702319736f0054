// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reader of the outcomes of all workers from the end of their topics. Has no consumer group: every instance reads all
 * outcomes and passes those of its own attempts on. Invalid and unmatched outcomes are logged, counted and skipped.
 * Reads on a separate thread; safe from any other.
 */
final class WorkerOutcomeReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WorkerOutcomeReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private record Key(String topic, String task, int epoch) {}

    private record Subscription(String topic, CompletableFuture<Void> ready) {}

    private final Consumer<byte[], byte[]> consumer;
    private final BlockingQueue<Subscription> requested = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Void>> followed = new ConcurrentHashMap<>();
    private final Map<Key, PendingWorkerOutcome> pending = new ConcurrentHashMap<>();
    private final AtomicLong skipped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** @param consumer without a group; closed with this object */
    WorkerOutcomeReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        thread = Thread.ofPlatform().name("worker-outcomes").daemon().start(this::read);
    }

    /** Subscribes to a topic. Returns once every later outcome on it will be read. */
    void follow(String topic, Duration limit) throws TopicsUnavailableException, InterruptedException {
        var ready = followed.computeIfAbsent(topic, name -> {
            var subscription = new Subscription(name, new CompletableFuture<>());
            requested.add(subscription);
            return subscription.ready();
        });
        try {
            ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TopicsUnavailableException(
                    "Topic %s was not readable within %d s".formatted(topic, limit.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the future never completes exceptionally", e);
        }
    }

    /** Registers an attempt that waits for its outcome; the caller closes it. */
    PendingWorkerOutcome await(Assignment assignment, AgentDefinition agent, AttemptListener listener) {
        var key = new Key(
                TopicNames.agentOutcomes(agent.name()), assignment.task().id().value(), assignment.epoch());
        var opened = new PendingWorkerOutcome(agent, listener, () -> pending.remove(key));
        pending.put(key, opened);
        return opened;
    }

    long skipped() {
        return skipped.get();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                try {
                    updateSubscription();
                    poll();
                } catch (WakeupException e) {
                    LOG.debug("Worker outcome reader closing");
                } catch (KafkaException e) {
                    LOG.warnf("Failed to read worker outcomes, retrying error=%s", e);
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void updateSubscription() {
        for (var subscription = requested.peek(); subscription != null; subscription = requested.peek()) {
            follow(subscription.topic());
            subscription.ready().complete(null);
            requested.remove();
        }
    }

    private void follow(String topic) {
        var added = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (added.isEmpty()) {
            throw new KafkaException("topic %s has no metadata yet".formatted(topic));
        }
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        all.addAll(added);
        consumer.assign(all);
        consumer.seekToEnd(added);
        added.forEach(consumer::position); // resolves the end offset now instead of at the first poll
    }

    private void poll() throws InterruptedException {
        if (consumer.assignment().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            return;
        }
        for (var record : consumer.poll(POLL)) {
            handle(record);
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            skip(record, "record is empty");
            return;
        }
        try {
            var outcome = WorkerOutcome.read(new String(record.value(), StandardCharsets.UTF_8));
            var attempt = pending.get(new Key(record.topic(), outcome.task(), outcome.epoch()));
            if (attempt == null || !attempt.accept(outcome)) {
                skipped.incrementAndGet();
                LOG.debugf( // mostly an attempt of another instance
                        "Worker outcome ignored, no matching attempt on this instance topic=%s task=%s epoch=%d",
                        record.topic(), Excerpt.line(outcome.task()), outcome.epoch());
            }
        } catch (WorkerOutcome.MalformedOutcomeException e) {
            skip(record, Excerpt.line(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // one invalid record must not stop the reader
            skip(record, "record is invalid: " + e);
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String reason) {
        skipped.incrementAndGet();
        LOG.warnf(
                "Worker outcome skipped topic=%s partition=%d offset=%d reason=\"%s\"",
                record.topic(), record.partition(), record.offset(), reason);
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

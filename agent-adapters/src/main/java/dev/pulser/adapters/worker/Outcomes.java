// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicsUnavailable;
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
 * Reads the outcomes of all workers, from the end of their topics on, and hands each to the attempt that waits for it. Belongs
 * to no group: an outcome is of use only to the instance that waits, and that one reads them all. What nobody waits for, or is
 * no outcome, is logged, counted and skipped. Reads on a thread of its own; safe from any other.
 */
final class Outcomes implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private record Key(String topic, String task, int epoch) {}

    private record Following(String topic, CompletableFuture<Void> ready) {}

    private final Consumer<byte[], byte[]> consumer;
    private final BlockingQueue<Following> wanted = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Void>> followed = new ConcurrentHashMap<>();
    private final Map<Key, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicLong skipped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** @param consumer belongs to no group; becomes this object's, which closes it */
    Outcomes(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        thread = Thread.ofPlatform().name("worker-outcomes").daemon().start(this::read);
    }

    /** Returns once every outcome is read that comes to this topic from now on. */
    void follow(String topic, Duration limit) throws TopicsUnavailable, InterruptedException {
        var ready = followed.computeIfAbsent(topic, name -> {
            var following = new Following(name, new CompletableFuture<>());
            wanted.add(following);
            return following.ready();
        });
        try {
            ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TopicsUnavailable(
                    "topic %s could not be read within %d s".formatted(topic, limit.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails it", e);
        }
    }

    /** Begins to wait; the caller closes it. */
    Waiting await(Assignment assignment, AgentDefinition agent, Progress progress) {
        var key = new Key(
                TopicNames.agentOutcomes(agent.name()), assignment.task().id().value(), assignment.epoch());
        var made = new Waiting(agent, progress, () -> waiting.remove(key));
        waiting.put(key, made);
        return made;
    }

    long skipped() {
        return skipped.get();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                try {
                    followWanted();
                    poll();
                } catch (WakeupException e) {
                    LOG.debug("woken to end");
                } catch (KafkaException e) {
                    LOG.warnf("outcomes of workers cannot be read, trying again error=%s", e);
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followWanted() {
        for (var following = wanted.peek(); following != null; following = wanted.peek()) {
            follow(following.topic());
            following.ready().complete(null);
            wanted.remove();
        }
    }

    private void follow(String topic) {
        var added = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (added.isEmpty()) {
            throw new KafkaException("topic %s is not known everywhere yet".formatted(topic));
        }
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        all.addAll(added);
        consumer.assign(all);
        consumer.seekToEnd(added);
        added.forEach(consumer::position); // the end is where it is now, not when the first poll comes round to it
    }

    private void poll() throws InterruptedException {
        if (consumer.assignment().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            return;
        }
        for (var record : consumer.poll(POLL)) {
            take(record);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            skip(record, "it is empty");
            return;
        }
        try {
            var said = WorkerOutcome.read(new String(record.value(), StandardCharsets.UTF_8));
            var attempt = waiting.get(new Key(record.topic(), said.task(), said.epoch()));
            if (attempt == null || !attempt.take(said)) {
                skipped.incrementAndGet();
                LOG.debugf( // of another instance, mostly
                        "outcome of a worker that nobody waits for here topic=%s task=%s epoch=%d",
                        record.topic(), Excerpt.printable(said.task()), said.epoch());
            }
        } catch (WorkerOutcome.Malformed e) {
            skip(record, "it " + Excerpt.printable(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // whatever is wrong with one record, the next is read
            skip(record, "it cannot be understood: " + e);
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String why) {
        skipped.incrementAndGet();
        LOG.warnf(
                "outcome of a worker skipped topic=%s partition=%d offset=%d why=\"%s\"",
                record.topic(), record.partition(), record.offset(), why);
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

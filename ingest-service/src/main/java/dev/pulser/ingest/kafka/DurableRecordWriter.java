// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import dev.pulser.contract.task.Priority;
import dev.pulser.contract.topic.Topics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writer of records with acknowledgement by all in-sync replicas. Returns within {@link #TIMEOUT}. Thread-safe. */
@Singleton
public final class DurableRecordWriter {

    static final Duration TIMEOUT = Duration.ofMillis(2_700);

    private static final Logger LOG = Logger.getLogger(DurableRecordWriter.class);

    private final KafkaProducerFactory factory;
    private final Topics topics;
    private @Nullable Producer<byte[], byte[]> producer;

    @Inject
    DurableRecordWriter(KafkaProducerFactory factory, Topics topics) {
        this.factory = factory;
        this.topics = topics;
    }

    /** Loads the metadata of all written topics in the background, so that the first write does not wait for it. */
    public void warmUp() {
        Thread.ofVirtual().name("warm-up-producer").start(() -> {
            try {
                var taskTopics = Stream.of(Priority.values())
                        .map(priority -> topics.tasks(priority).name());
                var others = Stream.of(
                        topics.commands().name(),
                        topics.agentDefinitions().name(),
                        topics.toolApprovals().name());
                for (var topic : Stream.concat(taskTopics, others).toList()) {
                    int partitions = producer().partitionsFor(topic).size();
                    LOG.debugf("Topic metadata loaded topic=%s partitions=%d", topic, partitions);
                }
            } catch (KafkaException e) {
                LOG.warnf("Kafka unavailable reason=\"%s\"", e.getMessage());
            }
        });
    }

    /** Closes the producer; waits at most three seconds for writes in progress. */
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(3));
        }
    }

    /** Creates the producer at first use, because creation fails while the broker's name cannot be resolved. */
    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = factory.create();
        }
        return producer;
    }

    /** Writes records. Returns for each record empty when it is durable, else the reason why that is not known. */
    public List<Optional<String>> write(List<ProducerRecord<byte[], byte[]>> records) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        var sent = new ArrayList<Future<?>>();
        Optional<Throwable> failure = Optional.empty();
        for (var record : records) {
            Future<?> future = failure.isPresent() ? CompletableFuture.failedFuture(failure.get()) : sendOrFail(record);
            sent.add(future);
            // Otherwise each further record would wait for the broker as long as this one did.
            if (failure.isEmpty() && future.state() == Future.State.FAILED && isBrokerFailure(future)) {
                failure = Optional.of(future.exceptionNow());
            }
        }
        return sent.stream().map(future -> await(future, end)).toList();
    }

    private static boolean isBrokerFailure(Future<?> failed) {
        return failed.exceptionNow() instanceof RetriableException;
    }

    private Future<?> sendOrFail(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer().send(record);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Optional<String> await(Future<?> future, long end) {
        try {
            future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return Optional.of(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        } catch (TimeoutException e) {
            return Optional.of("no acknowledgment within %d ms".formatted(TIMEOUT.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}

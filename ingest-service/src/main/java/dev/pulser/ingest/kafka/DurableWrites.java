// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import dev.pulser.contract.task.Priority;
import dev.pulser.contract.topic.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
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

/**
 * Puts records on their topics. Answers within {@link #PATIENCE}: durable, or not known to be. Safe from any thread.
 */
@Singleton
public final class DurableWrites {

    static final Duration PATIENCE = Duration.ofMillis(2_700);

    private static final Logger LOG = Logger.getLogger(DurableWrites.class);

    private final KafkaConnection connection;
    private final Topics topics;
    private @Nullable Producer<byte[], byte[]> producer;

    @Inject
    DurableWrites(KafkaConnection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    /** Learns where the topics are before the first record does. */
    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("warm-up-producer").start(() -> {
            try {
                var doors = Stream.of(Priority.values())
                        .map(priority -> topics.tasks(priority).name());
                var others = Stream.of(
                        topics.commands().name(),
                        topics.agentDefinitions().name(),
                        topics.toolApprovals().name());
                for (var topic : Stream.concat(doors, others).toList()) {
                    int partitions = connected().partitionsFor(topic).size();
                    LOG.debugf("topic found topic=%s partitions=%d", topic, partitions);
                }
            } catch (KafkaException e) {
                LOG.warnf("kafka cannot be reached yet reason=%s", e.getMessage());
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        synchronized (this) {
            if (producer != null) {
                producer.close(Duration.ofSeconds(3));
            }
        }
    }

    /** Not at construction, which fails where the broker's name cannot be resolved yet. */
    private synchronized Producer<byte[], byte[]> connected() {
        if (producer == null) {
            producer = connection.open();
        }
        return producer;
    }

    /** For each record in turn: empty once it is durable, else why that is not known. */
    public List<Optional<String>> deliver(List<ProducerRecord<byte[], byte[]>> records) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var sent = new ArrayList<Future<?>>();
        Optional<Throwable> broken = Optional.empty();
        for (var record : records) {
            Future<?> future = broken.isPresent() ? CompletableFuture.failedFuture(broken.get()) : sendOrFail(record);
            sent.add(future);
            // One that had to wait for a broker in vain would make each of the others wait as long.
            if (broken.isEmpty() && future.state() == Future.State.FAILED && isAboutTheBroker(future)) {
                broken = Optional.of(future.exceptionNow());
            }
        }
        return sent.stream().map(future -> await(future, end)).toList();
    }

    private static boolean isAboutTheBroker(Future<?> failed) {
        return failed.exceptionNow() instanceof RetriableException;
    }

    private Future<?> sendOrFail(ProducerRecord<byte[], byte[]> record) {
        try {
            return connected().send(record);
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
            return Optional.of("no acknowledgement within %d ms".formatted(PATIENCE.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}

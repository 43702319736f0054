// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.kafka.KafkaConnection;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts tasks on their topics, at the key of their home agent. Answers within {@link #PATIENCE}: durable, or not known to
 * be. Safe from any thread.
 */
@Singleton
final class TaskProducer {

    static final Duration PATIENCE = Duration.ofMillis(2_700);

    private static final Logger LOG = Logger.getLogger(TaskProducer.class);

    private final KafkaConnection connection;
    private final Topics topics;
    private @Nullable Producer<byte[], byte[]> producer;

    @Inject
    TaskProducer(KafkaConnection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    /** A task and its home. */
    record Delivery(Task task, AgentName home) {}

    /** Learns where the topics are before the first task does. */
    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("warm-up-producer").start(() -> {
            try {
                for (var priority : Priority.values()) {
                    int partitions = connected()
                            .partitionsFor(topics.tasks(priority).name())
                            .size();
                    LOG.debugf(
                            "topic found topic=%s partitions=%d",
                            topics.tasks(priority).name(), partitions);
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

    /** For each task in turn: empty once it is durable, else why that is not known. */
    List<Optional<String>> deliver(List<Delivery> deliveries) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var sent = new ArrayList<Future<?>>();
        Optional<Throwable> broken = Optional.empty();
        for (var delivery : deliveries) {
            Future<?> future = broken.isPresent() ? CompletableFuture.failedFuture(broken.get()) : sendOrFail(delivery);
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

    private Future<?> sendOrFail(Delivery delivery) {
        try {
            return send(delivery);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Future<?> send(Delivery delivery) {
        var task = delivery.task();
        var topic = topics.tasks(task.priority());
        var record = new ProducerRecord<>(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), delivery.home()),
                topic.values().serializer().serialize(topic.name(), task));
        record.headers().add(HeaderNames.COMPANY, utf8(task.company().name()));
        if (task.traceparent() != null) {
            record.headers().add(HeaderNames.TRACEPARENT, utf8(task.traceparent()));
        }
        return connected().send(record);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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

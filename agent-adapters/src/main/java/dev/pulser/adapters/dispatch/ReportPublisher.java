// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.adapters.attempt.ReportSink;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publisher of reports to the topic of outcomes; retries each until the broker has acknowledged it. An outcome that is
 * too large for a record is replaced by a permanent failure.
 *
 * <p>Memory: bounded by the producer's buffer. While it is full, {@link #send} blocks.
 */
final class ReportPublisher implements ReportSink, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReportPublisher.class);
    private static final Executor RETRY_EXECUTOR =
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, task -> Thread.startVirtualThread(task));

    private final Producer<byte[], byte[]> producer;
    private final Topic<AgentName, AdapterReport> topic;

    /** @param producer closed with this object */
    ReportPublisher(Producer<byte[], byte[]> producer, Topic<AgentName, AdapterReport> topic) {
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    public CompletableFuture<Void> send(AdapterReport report, @Nullable String traceparent) {
        var delivery = new Delivery(report, traceparent, new CompletableFuture<>());
        deliver(delivery);
        return delivery.done();
    }

    private record Delivery(AdapterReport report, @Nullable String traceparent, CompletableFuture<Void> done) {}

    private void deliver(Delivery delivery) {
        try {
            var _ = producer.send(recordOf(delivery), (metadata, error) -> complete(delivery, error));
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            retry(delivery, e);
        } catch (IllegalStateException e) {
            delivery.done()
                    .completeExceptionally(e); // closed: the lease expires and the lane dispatches the task again
        } catch (KafkaException e) {
            retry(delivery, e);
        }
    }

    private ProducerRecord<byte[], byte[]> recordOf(Delivery delivery) {
        var report = delivery.report();
        var record = new ProducerRecord<byte[], byte[]>(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), report.agent()),
                topic.values().serializer().serialize(topic.name(), report));
        if (delivery.traceparent() != null) {
            record.headers().add(HeaderNames.TRACEPARENT, delivery.traceparent().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private void complete(Delivery delivery, @Nullable Exception error) {
        switch (error) {
            case null -> delivery.done().complete(null);
            case RecordTooLargeException e -> shrink(delivery, e);
            default -> retry(delivery, error);
        }
    }

    private void retry(Delivery delivery, Exception error) {
        LOG.warnf(
                "Failed to write report, retrying agent=%s error=%s",
                delivery.report().agent(), error);
        RETRY_EXECUTOR.execute(() -> deliver(delivery));
    }

    private void shrink(Delivery delivery, RecordTooLargeException error) {
        var report = delivery.report();
        if (!(report.body() instanceof AdapterReport.AttemptEnded ended)
                || !(ended.outcome() instanceof Outcome.Succeeded)) {
            LOG.errorf(error, "Report exceeds the record size limit agent=%s", report.agent());
            delivery.done().completeExceptionally(error);
            return;
        }
        var small = new AdapterReport.AttemptEnded(
                ended.id(),
                ended.attempt(),
                ended.epoch(),
                ended.startedAt(),
                Outcomes.permanent(
                        "response-too-large",
                        "Response of agent %s exceeds the size of a Kafka record".formatted(report.agent())),
                List.of(),
                ended.usage());
        var smaller = new AdapterReport(report.agent(), report.adapter(), report.at(), small);
        // Not on the producer's own thread, which a full buffer would block forever.
        RETRY_EXECUTOR.execute(() -> deliver(new Delivery(smaller, delivery.traceparent(), delivery.done())));
    }

    /** Waits up to ten seconds for records in flight. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}

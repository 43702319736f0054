// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Outcome;
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
 * Writes reports to the topic of outcomes, each until the broker has it. An outcome too large for a record becomes a
 * permanent failure that says so.
 *
 * <p>Memory: bounded by the producer's buffer; when that is full, {@link #send} blocks.
 */
final class OutcomePublisher implements ReportSink, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OutcomePublisher.class);
    private static final Executor A_SECOND_LATER =
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, task -> Thread.startVirtualThread(task));

    private final Producer<byte[], byte[]> producer;
    private final Topic<AgentName, Report> topic;

    /** @param producer becomes this object's, which closes it */
    OutcomePublisher(Producer<byte[], byte[]> producer, Topic<AgentName, Report> topic) {
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    public CompletableFuture<Void> send(Report report, @Nullable String traceparent) {
        var delivery = new Delivery(report, traceparent, new CompletableFuture<>());
        deliver(delivery);
        return delivery.done();
    }

    private record Delivery(Report report, @Nullable String traceparent, CompletableFuture<Void> done) {}

    private void deliver(Delivery delivery) {
        try {
            var _ = producer.send(recordOf(delivery), (metadata, error) -> settle(delivery, error));
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            again(delivery, e);
        } catch (IllegalStateException e) {
            delivery.done().completeExceptionally(e); // closed: the lease brings the task back
        } catch (KafkaException e) {
            again(delivery, e);
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

    private void settle(Delivery delivery, @Nullable Exception error) {
        switch (error) {
            case null -> delivery.done().complete(null);
            case RecordTooLargeException e -> shrink(delivery, e);
            default -> again(delivery, error);
        }
    }

    private void again(Delivery delivery, Exception error) {
        LOG.warnf(
                "report not written, trying again agent=%s error=%s",
                delivery.report().agent(), error);
        A_SECOND_LATER.execute(() -> deliver(delivery));
    }

    private void shrink(Delivery delivery, RecordTooLargeException error) {
        var report = delivery.report();
        if (!(report.body() instanceof Report.Ended ended) || !(ended.outcome() instanceof Outcome.Succeeded)) {
            LOG.errorf(error, "report too large to be written agent=%s", report.agent());
            delivery.done().completeExceptionally(error);
            return;
        }
        var small = new Report.Ended(
                ended.id(),
                ended.attempt(),
                ended.epoch(),
                ended.startedAt(),
                Results.permanent(
                        "response-too-large",
                        "the answer of agent %s does not fit into a Kafka record".formatted(report.agent())),
                List.of(),
                ended.usage());
        var smaller = new Report(report.agent(), report.adapter(), report.at(), small);
        // Not on the producer's own thread, which a full buffer would block for ever.
        A_SECOND_LATER.execute(() -> deliver(new Delivery(smaller, delivery.traceparent(), delivery.done())));
    }

    /** Waits for what is on its way, at most ten seconds. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}

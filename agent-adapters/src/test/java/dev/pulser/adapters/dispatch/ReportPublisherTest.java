// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReportPublisherTest {

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Topics topics = Topics.using(Codecs.builtIn());
    private final ReportPublisher publisher = new ReportPublisher(producer, topics.outcomes());

    @Test
    void keysAReportByItsAgent() {
        var report = ended(new Outcome.Succeeded("{\"success\":true}"));

        var written = publisher.send(report, "00-aa-bb-01");
        producer.completeNext();

        assertThat(written).isCompleted();
        var record = producer.history().getFirst();
        assertThat(record.topic()).isEqualTo("pulser.outcomes");
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("alpha");
        assertThat(topics.outcomes().values().deserializer().deserialize("", record.value()))
                .isEqualTo(report);
        assertThat(record.headers().lastHeader("traceparent").value())
                .isEqualTo("00-aa-bb-01".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void retriesARejectedRecord() {
        var written = publisher.send(ended(new Outcome.Cancelled()), null);
        producer.errorNext(new ClusterAuthorizationException("not now"));
        assertThat(written).isNotDone();

        await().until(() -> producer.history().size() == 2);
        producer.completeNext();

        assertThat(written).isCompleted();
    }

    @Test
    void replacesAResultThatIsTooLargeForARecord() {
        var written = publisher.send(ended(new Outcome.Succeeded("\"" + "x".repeat(100) + "\"")), null);
        producer.errorNext(new RecordTooLargeException("too large"));

        await().until(() -> producer.history().size() == 2);
        producer.completeNext();

        assertThat(written).isCompleted();
        var second = topics.outcomes()
                .values()
                .deserializer()
                .deserialize("", producer.history().get(1).value());
        assertThat(((AdapterReport.AttemptEnded) second.body()).outcome())
                .isEqualTo(new Outcome.Failed(new Failure.Permanent(
                        "response-too-large", "Response of agent alpha exceeds the size of a Kafka record")));
    }

    @Test
    void failsOnceItIsClosed() {
        publisher.close();

        assertThat(publisher.send(ended(new Outcome.Cancelled()), null)).isCompletedExceptionally();
    }

    private static AdapterReport ended(Outcome outcome) {
        var id = Samples.aTask().build().id();
        return new AdapterReport(
                Assignments.ALPHA,
                "adapter-1",
                Assignments.NOW,
                new AdapterReport.AttemptEnded(id, 1, 1, Assignments.NOW, outcome, List.of(), Usage.NONE));
    }
}

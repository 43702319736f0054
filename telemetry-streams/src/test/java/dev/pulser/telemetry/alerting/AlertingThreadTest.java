// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import static dev.pulser.telemetry.sample.AgentStatuses.second;
import static dev.pulser.telemetry.sample.AgentStatuses.status;
import static dev.pulser.telemetry.sample.AgentStatuses.unhealthy;
import static dev.pulser.telemetry.sample.AgentStatuses.waiting;
import static dev.pulser.telemetry.sample.SinkBatches.ofStatuses;
import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.status.HealthState;
import dev.pulser.telemetry.alert.AlertsConfig;
import dev.pulser.telemetry.channel.SlackChannel;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.projection.PostgresSink;
import dev.pulser.telemetry.sample.TestPostgres;
import dev.pulser.telemetry.sample.WebhookReceiver;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertingThreadTest {

    private final AlertsConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(AlertsConfig.class)
            .build()
            .getConfigMapping(AlertsConfig.class);

    private TestPostgres postgres;
    private WebhookReceiver receiver;
    private SlackChannel slack;

    @BeforeEach
    void open() throws Exception {
        postgres = TestPostgres.newDatabase();
        receiver = new WebhookReceiver();
        slack = new SlackChannel(receiver.url(), EgressPolicy.allowing(List.of("127.0.0.1")));
    }

    @AfterEach
    void close() {
        slack.close();
        receiver.close();
    }

    private PostgresSink projection() throws Exception {
        var projection = new PostgresSink(postgres.migrations(), postgres.projector(), new SinkStatus());
        projection.open();
        return projection;
    }

    @Test
    void waitsForTheDatabase() throws Exception {
        try (var alerts = new AlertingThread(postgres.projector(), List.of(slack), config, () -> second(60))) {
            alerts.start();
            projection().write(ofStatuses(0, unhealthy(30)));

            await().untilAsserted(() -> assertThat(receiver.texts()).hasSize(1));
        }
        try (var again = new AlertingThread(postgres.projector(), List.of(slack), config, () -> second(99))) {
            again.start();
            projection().write(ofStatuses(1, status(MAYA, 98, HealthState.HEALTHY, null, 98, 0)));

            await().untilAsserted(() -> assertThat(receiver.texts()).hasSize(2));
        }
        assertThat(receiver.texts().getLast()).contains("recovered at");
    }

    @Test
    void reportsAQueueThatIsTooLongForAMinute() throws Exception {
        var projection = projection();
        var queues = new QueueDepthRule(postgres.projector(), config.queue());
        var sender = new AlertSender(
                new AlertOutbox(postgres.projector()), List.of(slack), config.quiet(), config.giveUpAfter());

        projection.write(ofStatuses(0, waiting(0, 140)));
        queues.evaluate(second(1));
        projection.write(ofStatuses(1, waiting(30, 100)));
        queues.evaluate(second(31));
        projection.write(ofStatuses(2, waiting(40, 101)));
        queues.evaluate(second(62));
        assertThat(postgres.rowsOf("alert")).as("it was not deep in between").isEmpty();

        projection.write(ofStatuses(3, waiting(90, 160)));
        queues.evaluate(second(100));
        queues.evaluate(second(101));
        assertThat(sender.sendNext(second(101))).isTrue();
        assertThat(sender.sendNext(second(101))).isFalse();

        assertThat(receiver.texts())
                .singleElement()
                .asString()
                .contains(
                        "160 tasks are waiting for agent maya. The limit of 100 has been exceeded since 2026-01-31 12:00:40 UTC.",
                        "2 of at most 4");
    }
}

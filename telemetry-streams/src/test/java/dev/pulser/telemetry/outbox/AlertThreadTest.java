// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import static dev.pulser.telemetry.sample.Batches.ofStatuses;
import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Statuses.second;
import static dev.pulser.telemetry.sample.Statuses.status;
import static dev.pulser.telemetry.sample.Statuses.unhealthy;
import static dev.pulser.telemetry.sample.Statuses.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.telemetry.alert.AlertsConfig;
import dev.pulser.telemetry.channel.SlackChannel;
import dev.pulser.telemetry.feed.FeedState;
import dev.pulser.telemetry.projection.TaskProjection;
import dev.pulser.telemetry.sample.TestPostgres;
import dev.pulser.telemetry.sample.WebhookReceiver;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertThreadTest {

    private final AlertsConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(AlertsConfig.class)
            .build()
            .getConfigMapping(AlertsConfig.class);

    private TestPostgres postgres;
    private WebhookReceiver receiver;
    private SlackChannel slack;

    @BeforeEach
    void reach() throws Exception {
        postgres = TestPostgres.newDatabase();
        receiver = new WebhookReceiver();
        slack = new SlackChannel(receiver.url(), EgressPolicy.allowing(List.of("127.0.0.1")));
    }

    @AfterEach
    void close() {
        slack.close();
        receiver.close();
    }

    private TaskProjection projection() throws Exception {
        var projection = new TaskProjection(postgres.migrations(), postgres.projector(), new FeedState());
        projection.reach();
        return projection;
    }

    @Test
    void waitsForTheDatabaseAndThenTellsWhatIsInIt() throws Exception {
        try (var alerts = new AlertThread(postgres.projector(), List.of(slack), config, () -> second(60))) {
            alerts.start();
            projection().write(ofStatuses(0, unhealthy(30)));

            await().untilAsserted(() -> assertThat(receiver.texts()).hasSize(1));
        }
        try (var again = new AlertThread(postgres.projector(), List.of(slack), config, () -> second(99))) {
            again.start();
            projection().write(ofStatuses(1, status(MAYA, 98, HealthState.HEALTHY, null, 98, 0)));

            await().untilAsserted(() -> assertThat(receiver.texts()).hasSize(2));
        }
        assertThat(receiver.texts().getLast()).contains("works again");
    }

    @Test
    void tellsOfAQueueOnlyOnceItWasTooDeepForAMinute() throws Exception {
        var projection = projection();
        var queues = new DeepQueues(postgres.projector(), config.queue());
        var sender =
                new AlertSender(new Outbox(postgres.projector()), List.of(slack), config.quiet(), config.giveUpAfter());

        projection.write(ofStatuses(0, waiting(0, 140)));
        queues.look(second(1));
        projection.write(ofStatuses(1, waiting(30, 100)));
        queues.look(second(31));
        projection.write(ofStatuses(2, waiting(40, 101)));
        queues.look(second(62));
        assertThat(postgres.rowsOf("alert")).as("it was not deep in between").isEmpty();

        projection.write(ofStatuses(3, waiting(90, 160)));
        queues.look(second(100));
        queues.look(second(101));
        assertThat(sender.turn(second(101))).isTrue();
        assertThat(sender.turn(second(101))).isFalse();

        assertThat(receiver.texts())
                .singleElement()
                .asString()
                .contains(
                        "More than 100 tasks wait for agent maya since 2026-01-31 12:00:40 UTC: now 160.",
                        "2 of at most 4");
    }
}

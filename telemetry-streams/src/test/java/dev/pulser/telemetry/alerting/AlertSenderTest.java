// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.telemetry.sample.AgentStatuses.healthy;
import static dev.pulser.telemetry.sample.AgentStatuses.second;
import static dev.pulser.telemetry.sample.AgentStatuses.unhealthy;
import static dev.pulser.telemetry.sample.SinkBatches.ofAgents;
import static dev.pulser.telemetry.sample.SinkBatches.ofApprovals;
import static dev.pulser.telemetry.sample.SinkBatches.ofStatuses;
import static dev.pulser.telemetry.sample.SinkBatches.ofTools;
import static dev.pulser.telemetry.sample.ToolRecords.approved;
import static dev.pulser.telemetry.sample.ToolRecords.approvedBy;
import static dev.pulser.telemetry.sample.ToolRecords.listed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.channel.AlertChannel;
import dev.pulser.telemetry.channel.AlertDeliveryException;
import dev.pulser.telemetry.channel.SlackChannel;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.projection.PostgresSink;
import dev.pulser.telemetry.sample.TestPostgres;
import dev.pulser.telemetry.sample.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts from the projected records to an HTTP server, over PostgreSQL. */
class AlertSenderTest {

    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final Duration GIVE_UP = Duration.ofHours(24);

    private TestPostgres postgres;
    private PostgresSink projection;
    private WebhookReceiver receiver;
    private SlackChannel slack;
    private AlertSender sender;

    @BeforeEach
    void open() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new PostgresSink(postgres.migrations(), postgres.projector(), new SinkStatus());
        projection.open();
        receiver = new WebhookReceiver();
        slack = new SlackChannel(receiver.url(), EgressPolicy.allowing(List.of("127.0.0.1")));
        sender = senderOver(slack);
    }

    @AfterEach
    void close() {
        slack.close();
        receiver.close();
    }

    private AlertSender senderOver(AlertChannel... channels) {
        return new AlertSender(new AlertOutbox(postgres.projector()), List.of(channels), QUIET, GIVE_UP);
    }

    @Test
    void sendsOneAlertPerFailureAndRecovery() throws Exception {
        projection.write(ofAgents(
                0, anAgent("maya").backedUpBy("dash").build(), anAgent("dash").build()));
        var failed = ofStatuses(0, healthy(1), unhealthy(30), unhealthy(31, 30));
        projection.write(failed);
        projection.write(failed);
        sendAllAt(sender, second(32));

        assertThat(receiver.texts())
                .singleElement()
                .asString()
                .contains(
                        "maya has been unhealthy since 2026-01-31 12:00:30",
                        "“connection refused”",
                        "transferred to dash");

        projection.write(ofStatuses(3, healthy(90)));
        sendAllAt(sender, second(91));
        assertThat(receiver.texts()).hasSize(2);
        assertThat(receiver.texts().getLast()).contains("maya recovered", "after 1m 0s");
        assertThat(postgres.all(
                        "select concat_ws(' ', kind, state, attempts, delivered_to) from pulser.alert order by at"))
                .containsExactly("agent-unhealthy sent 1 {slack}", "agent-recovered sent 1 {slack}");
    }

    @Test
    void sendsAnAlertOnceFromSeveralInstances() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        sendAllAt(sender, second(31));

        projection.write(ofStatuses(0, unhealthy(30)));
        sendAllAt(senderOver(slack), second(32));
        sendAllAt(senderOver(slack), second(3_600));

        assertThat(receiver.texts()).hasSize(1);
    }

    @Test
    void leavesAnAlertToTheInstanceWithItsLease() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        var other = new AlertOutbox(postgres.projector());

        assertThat(other.claim(second(31))).isPresent();
        sendAllAt(sender, second(32));
        assertThat(receiver.texts()).isEmpty();

        sendAllAt(sender, second(31).plus(AlertOutbox.LEASE));
        assertThat(receiver.texts()).as("the other one died").hasSize(1);
    }

    @Test
    void retriesWithBackoff() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        receiver.respond(500);
        sendAllAt(sender, second(31));
        assertThat(row()).isEqualTo("pending 1 2026-01-31 12:00:36 slack: HTTP status 500");

        receiver.stop();
        sendAllAt(sender, second(35));
        sendAllAt(sender, second(36));
        assertThat(row()).startsWith("pending 2 2026-01-31 12:00:46 slack: no response");

        receiver.respond(200);
        receiver.restart();
        sendAllAt(sender, second(46));
        sendAllAt(sender, second(60));
        assertThat(receiver.texts()).hasSize(1);
        assertThat(row()).startsWith("sent 3");
    }

    private String row() throws Exception {
        return postgres.all(
                        "select concat_ws(' ', state, attempts, due_at at time zone 'UTC', last_error) from pulser.alert")
                .getFirst();
    }

    @Test
    void limitsItsPausesToOneHour() {
        assertThat(AlertSender.pauseAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(AlertSender.pauseAfter(4)).isEqualTo(Duration.ofSeconds(40));
        assertThat(AlertSender.pauseAfter(1_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void stopsRetryingAfterTheConfiguredTime() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        receiver.respond(500);
        sendAllAt(sender, second(31).plus(GIVE_UP));
        receiver.respond(200);
        sendAllAt(sender, second(31).plus(GIVE_UP.multipliedBy(2)));

        assertThat(row()).startsWith("failed 1").endsWith("HTTP status 500");
        assertThat(receiver.texts()).isEmpty();
    }

    @Test
    void retriesOnlyTheChannelThatFailed() throws Exception {
        var broken = new RecordingChannel("email");
        broken.unavailable = true;
        projection.write(ofStatuses(0, unhealthy(30)));
        sendAllAt(senderOver(broken, slack), second(31));
        assertThat(receiver.texts()).hasSize(1);
        assertThat(broken.taken).isEmpty();

        broken.unavailable = false;
        sendAllAt(senderOver(broken, slack), second(60));
        assertThat(receiver.texts()).hasSize(1);
        assertThat(broken.taken).hasSize(1);
        assertThat(row()).startsWith("sent 2");
    }

    @Test
    void reportsThatNoChannelIsConfigured() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        sendAllAt(senderOver(), second(31));

        assertThat(row()).startsWith("failed 1").contains("PULSER_ALERTS_SLACK_URL");
    }

    @Test
    void sendsOneAlertAboutAFlappingAgentPerQuietTime() throws Exception {
        projection.write(
                ofStatuses(0, unhealthy(0), healthy(10), unhealthy(20), healthy(30), unhealthy(40), healthy(50)));
        sendAllAt(sender, second(60));
        assertThat(receiver.texts()).hasSize(2);

        for (int minute = 2; minute < 60; minute++) {
            sendAllAt(sender, second(60 * minute));
        }
        assertThat(receiver.texts()).as("it is well, as they know").hasSize(2);
        assertThat(postgres.all("select count(*) from pulser.alert where state = 'suppressed'"))
                .containsExactly("4");
    }

    @Test
    void sendsTheLastStateOfAFlappingAgentAfterTheQuietTime() throws Exception {
        projection.write(ofStatuses(0, unhealthy(0), healthy(10)));
        sendAllAt(sender, second(11));
        projection.write(ofStatuses(2, unhealthy(20)));
        sendAllAt(sender, second(60));
        assertThat(receiver.texts()).hasSize(2);

        sendAllAt(sender, second(15 * 60 - 1));
        assertThat(receiver.texts()).hasSize(2);
        sendAllAt(sender, second(15 * 60));
        assertThat(receiver.texts()).hasSize(3);
        assertThat(receiver.texts().getLast()).contains("unhealthy since 2026-01-31 12:00:20");
    }

    @Test
    void keepsTheOrderOfAlertsWithTheSameSubject() throws Exception {
        receiver.respond(500);
        projection.write(ofStatuses(0, unhealthy(0)));
        sendAllAt(sender, second(1));
        projection.write(ofStatuses(1, healthy(3)));
        sendAllAt(sender, second(4));
        receiver.respond(200);
        sendAllAt(sender, second(5));
        assertThat(receiver.texts()).as("the first is not due yet").isEmpty();

        sendAllAt(sender, second(6));
        assertThat(receiver.texts()).hasSize(2);
        assertThat(receiver.texts().getFirst()).contains("has been unhealthy since");
        assertThat(receiver.texts().getLast()).contains("recovered at");
    }

    @Test
    void sendsAnAlertAboutAQuarantinedTool() throws Exception {
        projection.write(ofTools(0, listed(1, "h1")));
        projection.write(ofApprovals(0, approved(1, "h1")));
        sendAllAt(sender, second(2));
        assertThat(receiver.texts()).isEmpty();

        projection.write(ofTools(1, listed(5, "h2"), listed(6, "h2")));
        sendAllAt(sender, second(7));
        assertThat(receiver.texts())
                .singleElement()
                .asString()
                .contains("Tool files/read has been quarantined", "definition h2", "approved definition is h1");
    }

    @Test
    void suppressesTheAlertAboutAToolThatWasApproved() throws Exception {
        projection.write(ofApprovals(0, approved(1, "h1")));
        projection.write(ofTools(0, listed(5, "h2")));
        projection.write(ofApprovals(1, approvedBy("maya@example.com", 6, "h2")));
        sendAllAt(sender, second(7));

        assertThat(receiver.texts()).isEmpty();
        assertThat(row()).startsWith("suppressed");
    }

    private static void sendAllAt(AlertSender sender, Instant now) throws Exception {
        boolean more = true;
        while (more) {
            more = sender.sendNext(now);
        }
    }

    /** Channel that records its alerts and can be made unavailable. */
    private static final class RecordingChannel implements AlertChannel {

        private final String name;
        private final List<Alert> taken = new ArrayList<>();
        private boolean unavailable;

        RecordingChannel(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(Alert alert) throws AlertDeliveryException {
            if (unavailable) {
                throw new AlertDeliveryException("unavailable", null);
            }
            taken.add(alert);
        }
    }
}

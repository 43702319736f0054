// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.telemetry.sample.Batches.ofApprovals;
import static dev.pulser.telemetry.sample.Batches.ofDefinitions;
import static dev.pulser.telemetry.sample.Batches.ofOffers;
import static dev.pulser.telemetry.sample.Batches.ofStatuses;
import static dev.pulser.telemetry.sample.Statuses.healthy;
import static dev.pulser.telemetry.sample.Statuses.second;
import static dev.pulser.telemetry.sample.Statuses.unhealthy;
import static dev.pulser.telemetry.sample.Tools.anOffer;
import static dev.pulser.telemetry.sample.Tools.approved;
import static dev.pulser.telemetry.sample.Tools.approvedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.channel.Channel;
import dev.pulser.telemetry.channel.NotDelivered;
import dev.pulser.telemetry.channel.SlackChannel;
import dev.pulser.telemetry.feed.FeedState;
import dev.pulser.telemetry.projection.TaskProjection;
import dev.pulser.telemetry.sample.TestPostgres;
import dev.pulser.telemetry.sample.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what lanes and servers say to what a real receiver has got, over a real database. */
class AlertSenderTest {

    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final Duration GIVE_UP = Duration.ofHours(24);

    private TestPostgres postgres;
    private TaskProjection projection;
    private WebhookReceiver receiver;
    private SlackChannel slack;
    private AlertSender sender;

    @BeforeEach
    void reach() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new TaskProjection(postgres.migrations(), postgres.projector(), new FeedState());
        projection.reach();
        receiver = new WebhookReceiver();
        slack = new SlackChannel(receiver.url(), EgressPolicy.allowing(List.of("127.0.0.1")));
        sender = senderOver(slack);
    }

    @AfterEach
    void close() {
        slack.close();
        receiver.close();
    }

    private AlertSender senderOver(Channel... channels) {
        return new AlertSender(new Outbox(postgres.projector()), List.of(channels), QUIET, GIVE_UP);
    }

    @Test
    void tellsOnceThatAnAgentFailedAndOnceThatItIsBack() throws Exception {
        projection.write(ofDefinitions(
                0, anAgent("maya").backedUpBy("dash").build(), anAgent("dash").build()));
        var failed = ofStatuses(0, healthy(1), unhealthy(30), unhealthy(31, 30));
        projection.write(failed);
        projection.write(failed);
        turnsAt(sender, second(32));

        assertThat(receiver.texts())
                .singleElement()
                .asString()
                .contains("maya is unhealthy since 2026-01-31 12:00:30", "“connection refused”", "handed over to dash");

        projection.write(ofStatuses(3, healthy(90)));
        turnsAt(sender, second(91));
        assertThat(receiver.texts()).hasSize(2);
        assertThat(receiver.texts().getLast()).contains("maya works again", "after 1m 0s");
        assertThat(postgres.all(
                        "select concat_ws(' ', kind, state, attempts, delivered) from pulser.alert order by at"))
                .containsExactly("agent-unhealthy sent 1 {slack}", "agent-back sent 1 {slack}");
    }

    @Test
    void tellsNothingTwiceAfterARestartNorFromTwoInstances() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        turnsAt(sender, second(31));

        projection.write(ofStatuses(0, unhealthy(30)));
        turnsAt(senderOver(slack), second(32));
        turnsAt(senderOver(slack), second(3_600));

        assertThat(receiver.texts()).hasSize(1);
    }

    @Test
    void leavesAnAlertToTheInstanceThatHasIt() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        var other = new Outbox(postgres.projector());

        assertThat(other.claim(second(31))).isPresent();
        turnsAt(sender, second(32));
        assertThat(receiver.texts()).isEmpty();

        turnsAt(sender, second(31).plus(Outbox.LEASE));
        assertThat(receiver.texts()).as("the other one died").hasSize(1);
    }

    @Test
    void triesAgainAfterLongerAndLongerPausesWhileTheReceiverSaysNoOrIsAway() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        receiver.answer(500);
        turnsAt(sender, second(31));
        assertThat(row()).isEqualTo("pending 1 2026-01-31 12:00:36 slack: it answered 500");

        receiver.stop();
        turnsAt(sender, second(35));
        turnsAt(sender, second(36));
        assertThat(row()).startsWith("pending 2 2026-01-31 12:00:46 slack: no answer");

        receiver.answer(200);
        receiver.startAgain();
        turnsAt(sender, second(46));
        turnsAt(sender, second(60));
        assertThat(receiver.texts()).hasSize(1);
        assertThat(row()).startsWith("sent 3");
    }

    private String row() throws Exception {
        return postgres.all(
                        "select concat_ws(' ', state, attempts, due at time zone 'UTC', last_error) from pulser.alert")
                .getFirst();
    }

    @Test
    void neverPausesForLongerThanAnHour() {
        assertThat(AlertSender.pauseAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(AlertSender.pauseAfter(4)).isEqualTo(Duration.ofSeconds(40));
        assertThat(AlertSender.pauseAfter(1_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void givesUpAfterADay() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        receiver.answer(500);
        turnsAt(sender, second(31).plus(GIVE_UP));
        receiver.answer(200);
        turnsAt(sender, second(31).plus(GIVE_UP.multipliedBy(2)));

        assertThat(row()).startsWith("failed 1").endsWith("it answered 500");
        assertThat(receiver.texts()).isEmpty();
    }

    @Test
    void sendsOnlyOverTheChannelThatHasNotTakenIt() throws Exception {
        var broken = new Recorder("email");
        broken.away = true;
        projection.write(ofStatuses(0, unhealthy(30)));
        turnsAt(senderOver(broken, slack), second(31));
        assertThat(receiver.texts()).hasSize(1);
        assertThat(broken.taken).isEmpty();

        broken.away = false;
        turnsAt(senderOver(broken, slack), second(60));
        assertThat(receiver.texts()).hasSize(1);
        assertThat(broken.taken).hasSize(1);
        assertThat(row()).startsWith("sent 2");
    }

    @Test
    void saysHowToGetAlertsWhereThereIsNoChannel() throws Exception {
        projection.write(ofStatuses(0, unhealthy(30)));
        turnsAt(senderOver(), second(31));

        assertThat(row()).startsWith("failed 1").contains("PULSER_ALERTS_SLACK_URL");
    }

    @Test
    void tellsAFlappingAgentsTroubleOnceInTheQuietTime() throws Exception {
        projection.write(
                ofStatuses(0, unhealthy(0), healthy(10), unhealthy(20), healthy(30), unhealthy(40), healthy(50)));
        turnsAt(sender, second(60));
        assertThat(receiver.texts()).hasSize(2);

        for (int minute = 2; minute < 60; minute++) {
            turnsAt(sender, second(60 * minute));
        }
        assertThat(receiver.texts()).as("it is well, as they know").hasSize(2);
        assertThat(postgres.all("select count(*) from pulser.alert where state = 'void'"))
                .containsExactly("4");
    }

    @Test
    void tellsOnceTheQuietTimeIsOverThatAFlappingAgentEndedUnhealthy() throws Exception {
        projection.write(ofStatuses(0, unhealthy(0), healthy(10)));
        turnsAt(sender, second(11));
        projection.write(ofStatuses(2, unhealthy(20)));
        turnsAt(sender, second(60));
        assertThat(receiver.texts()).hasSize(2);

        turnsAt(sender, second(15 * 60 - 1));
        assertThat(receiver.texts()).hasSize(2);
        turnsAt(sender, second(15 * 60));
        assertThat(receiver.texts()).hasSize(3);
        assertThat(receiver.texts().getLast()).contains("unhealthy since 2026-01-31 12:00:20");
    }

    @Test
    void keepsTheOrderOfOneSubjectWhileTheReceiverIsAway() throws Exception {
        receiver.answer(500);
        projection.write(ofStatuses(0, unhealthy(0)));
        turnsAt(sender, second(1));
        projection.write(ofStatuses(1, healthy(3)));
        turnsAt(sender, second(4));
        receiver.answer(200);
        turnsAt(sender, second(5));
        assertThat(receiver.texts()).as("the first is not due yet").isEmpty();

        turnsAt(sender, second(6));
        assertThat(receiver.texts()).hasSize(2);
        assertThat(receiver.texts().getFirst()).contains("is unhealthy");
        assertThat(receiver.texts().getLast()).contains("works again");
    }

    @Test
    void tellsThatAToolIsQuarantined() throws Exception {
        projection.write(ofOffers(0, anOffer(1, "h1")));
        projection.write(ofApprovals(0, approved(1, "h1")));
        turnsAt(sender, second(2));
        assertThat(receiver.texts()).isEmpty();

        projection.write(ofOffers(1, anOffer(5, "h2"), anOffer(6, "h2")));
        turnsAt(sender, second(7));
        assertThat(receiver.texts())
                .singleElement()
                .asString()
                .contains("Tool files/read is quarantined", "(h2)", "(h1)");
    }

    @Test
    void tellsNothingOfAToolThatWasApprovedMeanwhile() throws Exception {
        projection.write(ofApprovals(0, approved(1, "h1")));
        projection.write(ofOffers(0, anOffer(5, "h2")));
        projection.write(ofApprovals(1, approvedBy("maya@example.com", 6, "h2")));
        turnsAt(sender, second(7));

        assertThat(receiver.texts()).isEmpty();
        assertThat(row()).startsWith("void");
    }

    private static void turnsAt(AlertSender sender, Instant now) throws Exception {
        boolean more = true;
        while (more) {
            more = sender.turn(now);
        }
    }

    /** A channel that keeps what it takes. */
    private static final class Recorder implements Channel {

        private final String name;
        private final List<Alert> taken = new ArrayList<>();
        private boolean away;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(Alert alert) throws NotDelivered {
            if (away) {
                throw new NotDelivered("away", null);
            }
            taken.add(alert);
        }
    }
}

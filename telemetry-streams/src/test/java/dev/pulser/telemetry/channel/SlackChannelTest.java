// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.sample.TaskEvents;
import dev.pulser.telemetry.sample.WebhookReceiver;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {

    private static final EgressPolicy LOOPBACK = EgressPolicy.allowing(List.of("127.0.0.0/8"));
    private static final Alert ALERT = new Alert(
            "id",
            AlertKind.AGENT_UNHEALTHY,
            "agent maya",
            TaskEvents.NOON,
            "maya said <!channel> & \"no\"\nRemedy: none");

    private WebhookReceiver receiver;

    @BeforeEach
    void receive() throws IOException {
        receiver = new WebhookReceiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void escapesControlCharactersOfSlack() throws Exception {
        try (var slack = new SlackChannel(receiver.url(), LOOPBACK)) {
            slack.send(ALERT);
        }

        assertThat(receiver.texts()).containsExactly("maya said &lt;!channel&gt; &amp; \"no\"\nRemedy: none");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 429, 500})
    void failsWhenTheStatusIsNotSuccess(int status) {
        receiver.respond(status);

        try (var slack = new SlackChannel(receiver.url(), LOOPBACK)) {
            assertThatThrownBy(() -> slack.send(ALERT))
                    .isInstanceOf(AlertDeliveryException.class)
                    .hasMessage("HTTP status " + status);
        }
        assertThat(receiver.texts()).isEmpty();
    }

    @Test
    void failsWithoutItsSecretWhenTheServerIsUnreachable() {
        receiver.stop();

        try (var slack = new SlackChannel(receiver.url(), LOOPBACK)) {
            assertThatThrownBy(() -> slack.send(ALERT))
                    .isInstanceOf(AlertDeliveryException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/secret",
                "http://169.254.169.254/secret",
                "ftp://hooks.slack.com/secret",
                "https://user:secret@hooks.slack.com/",
                "https://hooks slack.com/secret"
            })
    void rejectsAUrlThatTheEgressPolicyForbids(String url) {
        assertThatThrownBy(() -> new SlackChannel(url, EgressPolicy.allowing(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pulser.alerts.slack-url")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}

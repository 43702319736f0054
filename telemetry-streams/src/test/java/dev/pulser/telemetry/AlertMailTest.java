// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.alert.AlertsConfig;
import dev.pulser.telemetry.channel.AlertDeliveryException;
import dev.pulser.telemetry.channel.EmailChannel;
import dev.pulser.telemetry.sample.SmtpReceiver;
import dev.pulser.telemetry.sample.TaskEvents;
import io.quarkus.mailer.Mailer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** E-mail from the composed service to an SMTP server. */
@QuarkusTest
@TestProfile(AlertMailTest.WithMail.class)
class AlertMailTest {

    private static final Alert ALERT = new Alert(
            "agent-unhealthy/agent maya/2026-01-31T12:00:30Z",
            AlertKind.AGENT_UNHEALTHY,
            "agent maya",
            TaskEvents.NOON,
            "Agent maya is unhealthy.\nCause: “connection refused”\n.\nRemedy: repair it.");

    @Inject
    Mailer mailer;

    @Inject
    AlertsConfig config;

    @Test
    void arrivesAtEveryRecipientAsPlainText() throws Exception {
        try (var receiver = new SmtpReceiver(config.smtp().port())) {
            channel().send(ALERT);

            assertThat(receiver.mails()).hasSize(1);
            var mail = receiver.mails().getFirst();
            assertThat(mail.from()).isEqualTo("pulser@example.com");
            assertThat(mail.to()).containsExactly("maya@example.com", "ops@example.com");
            assertThat(mail.text())
                    .contains(
                            "Subject: Pulser: Agent maya is unhealthy.",
                            "Content-Type: text/plain",
                            "Remedy: repair it.");
        }
    }

    @Test
    void hasTheSameMessageIdEachTime() throws Exception {
        try (var receiver = new SmtpReceiver(config.smtp().port())) {
            channel().send(ALERT);
            channel().send(ALERT);

            assertThat(receiver.mails()).hasSize(2);
            assertThat(messageIds(receiver.mails().getFirst()))
                    .hasSize(1)
                    .isEqualTo(messageIds(receiver.mails().getLast()));
        }
    }

    private static List<String> messageIds(SmtpReceiver.Mail mail) {
        return mail.text()
                .lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .toList();
    }

    @Test
    void failsWhileTheServerRejectsMail() throws Exception {
        try (var receiver = new SmtpReceiver(config.smtp().port())) {
            receiver.reject(true);
            assertThatThrownBy(() -> channel().send(ALERT))
                    .isInstanceOf(AlertDeliveryException.class)
                    .hasMessageContaining("451 try again later");
            assertThat(receiver.mails()).isEmpty();

            receiver.reject(false);
            channel().send(ALERT);
            assertThat(receiver.mails()).hasSize(1);
        }
    }

    @Test
    void failsWhenTheServerIsUnreachable() {
        assertThatThrownBy(() -> channel().send(ALERT)).isInstanceOf(AlertDeliveryException.class);
    }

    private EmailChannel channel() {
        return new EmailChannel(mailer, config.smtp());
    }

    public static final class WithMail implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(new DependenciesUnavailableTest.NoDependencies().getConfigOverrides());
            settings.put("pulser.alerts.smtp.host", "127.0.0.1");
            settings.put("pulser.alerts.smtp.port", Integer.toString(freePort()));
            settings.put("pulser.alerts.smtp.starttls", "DISABLED");
            settings.put("pulser.alerts.smtp.from", "pulser@example.com");
            settings.put("pulser.alerts.smtp.to", "maya@example.com,ops@example.com");
            return settings;
        }

        private static int freePort() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

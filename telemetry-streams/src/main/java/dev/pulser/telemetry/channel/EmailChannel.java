// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.channel;

import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertsConfig;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Channel of plain-text e-mail. An alert has the same Message-ID each time, so that mailboxes recognize a repetition. */
public final class EmailChannel implements AlertChannel {

    private final Mailer mailer;
    private final String from;
    private final List<String> to;

    /** @throws IllegalArgumentException if sender or recipients are missing */
    public EmailChannel(Mailer mailer, AlertsConfig.Smtp smtp) {
        this.mailer = mailer;
        this.from = smtp.from().orElseThrow(() -> missing("from"));
        this.to = smtp.to().filter(list -> !list.isEmpty()).orElseThrow(() -> missing("to"));
    }

    private static IllegalArgumentException missing(String setting) {
        return new IllegalArgumentException(
                "pulser.alerts.smtp.%s is required when pulser.alerts.smtp.host is set".formatted(setting));
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public void send(Alert alert) throws AlertDeliveryException {
        var mail = new Mail()
                .setFrom(from)
                .setTo(to)
                .setSubject("Pulser: " + alert.headline())
                .setText(alert.text() + "\n")
                .addHeader("Message-ID", messageId(alert));
        try {
            mailer.send(mail);
        } catch (RuntimeException e) {
            // the mailer's errors have no common type
            throw new AlertDeliveryException(reason(e), e);
        }
    }

    private static String messageId(Alert alert) {
        return "<%s@alerts.pulser>".formatted(UUID.nameUUIDFromBytes(alert.id().getBytes(StandardCharsets.UTF_8)));
    }

    private static String reason(RuntimeException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", " · ");
    }
}

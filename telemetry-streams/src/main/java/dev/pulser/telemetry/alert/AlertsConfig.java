// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of alerts, {@code pulser.alerts.*}. Read once at start-up. Without a channel, alerts are stored and not sent. */
@ConfigMapping(prefix = "pulser.alerts")
public interface AlertsConfig {

    /** URL of a Slack incoming webhook. A secret: set it by its environment variable. */
    Optional<String> slackUrl();

    Smtp smtp();

    Queue queue();

    /** Time in which an alert about the same incident is not sent again. */
    @WithDefault("15m")
    Duration quiet();

    /** Time for which an alert that a channel rejects is retried, with pauses of up to one hour. */
    @WithDefault("24h")
    Duration giveUpAfter();

    /** Settings of e-mail. */
    interface Smtp {

        /** Host name of the SMTP server. Without it, no e-mail is sent. */
        Optional<String> host();

        /** Port of the SMTP server. */
        @WithDefault("587")
        int port();

        /** User name for the SMTP server. Without it, there is no login. */
        Optional<String> user();

        /** Password for the SMTP server. A secret: set it by its environment variable. */
        Optional<String> password();

        /** Address of the sender. Required with a host. */
        Optional<String> from();

        /** Addresses of the recipients, separated by commas. Required with a host. */
        Optional<List<String>> to();

        /** Use of STARTTLS on an unencrypted connection. */
        @WithDefault("REQUIRED")
        StartTls starttls();

        /** Encryption from the first byte, as on port 465. */
        @WithDefault("false")
        boolean tls();
    }

    /** Use of STARTTLS, as a setting of the mailer. */
    enum StartTls {
        DISABLED,
        OPTIONAL,
        REQUIRED
    }

    /** Limits of a queue. */
    interface Queue {

        /** Number of an agent's waiting tasks above which the queue is too long. */
        @WithDefault("100")
        long depth();

        /** Time that a queue is too long before an alert is sent. */
        @WithDefault("1m")
        Duration lasting();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is told what, {@code pulser.alerts.*}. Without a channel alerts are kept in the database and nobody is told. */
@ConfigMapping(prefix = "pulser.alerts")
public interface AlertsConfig {

    /** A Slack incoming webhook. It is a secret: give it in {@code PULSER_ALERTS_SLACK_URL}. */
    Optional<String> slackUrl();

    Smtp smtp();

    Queue queue();

    /** The same trouble is not told again within this time. */
    @WithDefault("15m")
    Duration quiet();

    /** An alert that no channel takes is tried again, after longer and longer pauses of at most an hour, for this long. */
    @WithDefault("24h")
    Duration giveUpAfter();

    /** E-mail. */
    interface Smtp {

        /** Without one no e-mail is sent. */
        Optional<String> host();

        @WithDefault("587")
        int port();

        Optional<String> user();

        /** Give it in {@code PULSER_ALERTS_SMTP_PASSWORD}. */
        Optional<String> password();

        /** Required with a host. */
        Optional<String> from();

        /** Addresses with commas between; required with a host. */
        Optional<List<String>> to();

        /** Whether a connection that begins in the clear is then encrypted. */
        @WithDefault("REQUIRED")
        StartTls starttls();

        /** Whether the connection is encrypted from the first byte, as on port 465. */
        @WithDefault("false")
        boolean tls();
    }

    /** As the mail client calls them. */
    enum StartTls {
        DISABLED,
        OPTIONAL,
        REQUIRED
    }

    /** When a queue is too deep. */
    interface Queue {

        /** How many tasks of an agent may wait. */
        @WithDefault("100")
        long depth();

        /** How long more of them must have waited before anybody is told. */
        @WithDefault("1m")
        Duration lasting();
    }
}

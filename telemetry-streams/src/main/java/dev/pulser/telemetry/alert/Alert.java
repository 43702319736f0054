// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import java.time.Instant;

/**
 * Message to operators. Plain text; text of agents and servers in it is quoted and truncated.
 *
 * @param id      kind, subject and start of the incident, so that every instance gives an incident the same id
 * @param subject thing that the alert is about; alerts with the same subject are sent in their order
 * @param at      time of detection
 * @param text    lines; the first one is a complete summary
 */
public record Alert(String id, AlertKind kind, String subject, Instant at, String text) {

    static Alert of(AlertKind kind, Object name, Instant since, Instant at, String... lines) {
        var subject = kind.subject(name);
        return new Alert(
                "%s/%s/%s".formatted(kind.wireName(), subject, since), kind, subject, at, String.join("\n", lines));
    }

    /** Returns the first line. */
    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}

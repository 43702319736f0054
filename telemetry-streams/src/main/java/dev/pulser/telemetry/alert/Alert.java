// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import java.time.Instant;

/**
 * Something that people have to know. Plain text; what agents and servers said in it is quoted and cut.
 *
 * @param id      says what it is about and since when, so that the same trouble is the same alert whoever finds it
 * @param subject what it is about; alerts about one subject are told in their order
 * @param at      when it was found
 * @param text    lines; the first one alone says what has happened
 */
public record Alert(String id, AlertKind kind, String subject, Instant at, String text) {

    static Alert of(AlertKind kind, Object name, Instant since, Instant at, String... lines) {
        var subject = kind.subject(name);
        return new Alert(
                "%s/%s/%s".formatted(kind.wireName(), subject, since), kind, subject, at, String.join("\n", lines));
    }

    /** The first line. */
    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}

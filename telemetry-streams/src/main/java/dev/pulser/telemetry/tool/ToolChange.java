// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.Alerts;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something became of a tool.
 *
 * @param hash   of the definition it is about
 * @param actor  who did it
 * @param reason why, for people
 */
record ToolChange(
        ToolRef ref,
        Instant at,
        Kind kind,
        String hash,
        String actor,
        @Nullable String reason) {

    private static final String PULSER = "pulser";

    enum Kind {
        /** Its server offers another definition than the approved one. */
        QUARANTINED,
        /** A person approved a definition. */
        APPROVED,
        /** Its server does not list it any more. */
        GONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was approved by a person; adapters approve what they see first, and that is no news. */
    static Optional<ToolChange> of(ToolApproval approval) {
        return Optional.ofNullable(approval.by())
                .map(by -> new ToolChange(
                        approval.ref(), approval.at(), Kind.APPROVED, approval.hash(), by, approval.reason()));
    }

    /** What is new about a tool that was {@code before} and is {@code after}. */
    static Optional<ToolChange> between(ToolView before, ToolView after) {
        if (after.isGone() && !before.isGone()) {
            return Optional.of(byPulser(after, Kind.GONE, "its server does not list it any more"));
        }
        if (after.isChanged() && !(before.isChanged() && Objects.equals(before.hash(), after.hash()))) {
            return Optional.of(
                    byPulser(after, Kind.QUARANTINED, "its definition is not the approved one, " + after.approved()));
        }
        return Optional.empty();
    }

    /** What people are told of it; {@code approved} is the hash of the definition that may be called. */
    Optional<Alert> alert(@Nullable String approved) {
        return kind == Kind.QUARANTINED && approved != null
                ? Optional.of(Alerts.quarantined(ref, at, hash, approved))
                : Optional.empty();
    }

    private static ToolChange byPulser(ToolView tool, Kind kind, String reason) {
        return new ToolChange(
                tool.ref(),
                Objects.requireNonNull(tool.offeredAt(), "offeredAt"),
                kind,
                Objects.requireNonNull(tool.hash(), "hash"),
                PULSER,
                reason);
    }
}

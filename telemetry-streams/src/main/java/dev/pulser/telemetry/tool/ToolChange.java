// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertMessages;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Change of a tool's state.
 *
 * @param definitionHash hash of the definition that the change is about
 * @param actor          operator, or {@code pulser}
 */
record ToolChange(
        ToolRef ref,
        Instant at,
        Kind kind,
        String definitionHash,
        String actor,
        @Nullable String reason) {

    private static final String PULSER = "pulser";

    /** Kind of a change. */
    enum Kind {
        /** The server lists a definition that differs from the approved one. */
        QUARANTINED,
        /** An operator approved a definition. */
        APPROVED,
        /** The server no longer lists the tool. */
        GONE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the change by an operator's approval; empty for the automatic approval of the first definition. */
    static Optional<ToolChange> of(ToolApproval approval) {
        return Optional.ofNullable(approval.by())
                .map(by -> new ToolChange(
                        approval.ref(), approval.at(), Kind.APPROVED, approval.hash(), by, approval.reason()));
    }

    /** Returns the change between two states of a tool. */
    static Optional<ToolChange> between(ToolSnapshot before, ToolSnapshot after) {
        if (after.isGone() && !before.isGone()) {
            return Optional.of(byPulser(after, Kind.GONE, "its server no longer lists it"));
        }
        if (after.isQuarantined()
                && !(before.isQuarantined() && Objects.equals(before.definitionHash(), after.definitionHash()))) {
            return Optional.of(byPulser(
                    after, Kind.QUARANTINED, "its definition differs from the approved one, " + after.approvedHash()));
        }
        return Optional.empty();
    }

    /** Returns the alert about this change, if there is one. */
    Optional<Alert> alert(@Nullable String approvedHash) {
        return kind == Kind.QUARANTINED && approvedHash != null
                ? Optional.of(AlertMessages.toolQuarantined(ref, at, definitionHash, approvedHash))
                : Optional.empty();
    }

    private static ToolChange byPulser(ToolSnapshot tool, Kind kind, String reason) {
        return new ToolChange(
                tool.ref(),
                Objects.requireNonNull(tool.listedAt(), "listedAt"),
                kind,
                Objects.requireNonNull(tool.definitionHash(), "definitionHash"),
                PULSER,
                reason);
    }
}

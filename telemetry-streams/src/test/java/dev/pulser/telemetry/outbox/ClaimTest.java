// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import static dev.pulser.telemetry.sample.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.outbox.Claim.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final Instant FIVE_AGO = NOON.minus(Duration.ofMinutes(5));

    @Test
    void isToldAtOnceWhereNothingLikeItWasTold() {
        assertThat(claim(AlertKind.AGENT_UNHEALTHY, 1, null, false).verdict(NOON, QUIET))
                .isEqualTo(new Verdict.Tell());
    }

    @Test
    void isHeldBackUntilTheQuietTimeIsOver() {
        assertThat(claim(AlertKind.AGENT_UNHEALTHY, 1, FIVE_AGO, true).verdict(NOON, QUIET))
                .isEqualTo(new Verdict.HoldBack(FIVE_AGO.plus(QUIET)));
    }

    @Test
    void isToldAfterTheQuietTimeOnlyWhereItStillHolds() {
        var later = FIVE_AGO.plus(QUIET);

        assertThat(claim(AlertKind.AGENT_UNHEALTHY, 1, FIVE_AGO, true).verdict(later, QUIET))
                .isEqualTo(new Verdict.Tell());
        assertThat(claim(AlertKind.AGENT_UNHEALTHY, 1, FIVE_AGO, false).verdict(later, QUIET))
                .isEqualTo(new Verdict.Forget());
    }

    @Test
    void isToldThoughItIsOverWhereTheLastTimeIsLongAgo() {
        assertThat(claim(AlertKind.AGENT_UNHEALTHY, 1, NOON.minus(QUIET), false).verdict(NOON, QUIET))
                .isEqualTo(new Verdict.Tell());
    }

    @Test
    void isForgottenWhereItsKindIsOfUseOnlyWhileItHolds() {
        assertThat(claim(AlertKind.AGENT_BACK, 1, null, false).verdict(NOON, QUIET))
                .isEqualTo(new Verdict.Forget());
        assertThat(claim(AlertKind.AGENT_BACK, 1, null, true).verdict(NOON, QUIET))
                .isEqualTo(new Verdict.Tell());
    }

    @Test
    void isToldToTheEndOnceItWasBegun() {
        assertThat(claim(AlertKind.AGENT_BACK, 2, FIVE_AGO, false).verdict(NOON, QUIET))
                .isEqualTo(new Verdict.Tell());
    }

    private static Claim claim(AlertKind kind, int attempts, @Nullable Instant toldAt, boolean holds) {
        return new Claim(new Alert("id", kind, "agent maya", NOON, "text"), attempts, Set.of(), toldAt, holds);
    }
}

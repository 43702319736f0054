// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.alerting.ClaimedAlert.AlertDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimedAlertTest {

    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final Instant FIVE_AGO = NOON.minus(Duration.ofMinutes(5));

    @Test
    void isSentAtOnceWithoutAPreviousAlert() {
        assertThat(claimed(AlertKind.AGENT_UNHEALTHY, 1, null, false).decide(NOON, QUIET))
                .isEqualTo(new AlertDecision.Send());
    }

    @Test
    void isPostponedToTheEndOfTheQuietTime() {
        assertThat(claimed(AlertKind.AGENT_UNHEALTHY, 1, FIVE_AGO, true).decide(NOON, QUIET))
                .isEqualTo(new AlertDecision.Postpone(FIVE_AGO.plus(QUIET)));
    }

    @Test
    void isSentAfterTheQuietTimeWhenItStillHolds() {
        var later = FIVE_AGO.plus(QUIET);

        assertThat(claimed(AlertKind.AGENT_UNHEALTHY, 1, FIVE_AGO, true).decide(later, QUIET))
                .isEqualTo(new AlertDecision.Send());
        assertThat(claimed(AlertKind.AGENT_UNHEALTHY, 1, FIVE_AGO, false).decide(later, QUIET))
                .isEqualTo(new AlertDecision.Suppress());
    }

    @Test
    void isSentThoughItHasEndedWhenThePreviousAlertIsOld() {
        assertThat(claimed(AlertKind.AGENT_UNHEALTHY, 1, NOON.minus(QUIET), false)
                        .decide(NOON, QUIET))
                .isEqualTo(new AlertDecision.Send());
    }

    @Test
    void isSuppressedWhenAVerifiedConditionHasEnded() {
        assertThat(claimed(AlertKind.AGENT_RECOVERED, 1, null, false).decide(NOON, QUIET))
                .isEqualTo(new AlertDecision.Suppress());
        assertThat(claimed(AlertKind.AGENT_RECOVERED, 1, null, true).decide(NOON, QUIET))
                .isEqualTo(new AlertDecision.Send());
    }

    @Test
    void isSentAfterAFirstAttempt() {
        assertThat(claimed(AlertKind.AGENT_RECOVERED, 2, FIVE_AGO, false).decide(NOON, QUIET))
                .isEqualTo(new AlertDecision.Send());
    }

    private static ClaimedAlert claimed(AlertKind kind, int attempts, @Nullable Instant previouslyAt, boolean holds) {
        return new ClaimedAlert(
                new Alert("id", kind, "agent maya", NOON, "text"), attempts, Set.of(), previouslyAt, holds);
    }
}

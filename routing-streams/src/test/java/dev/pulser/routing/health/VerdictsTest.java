// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.health;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.name.AgentName;
import dev.pulser.routing.agents.KnownStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final AgentName MAYA = new AgentName("maya");

    private final KnownStatus said = new KnownStatus();
    private final Verdicts verdicts = new Verdicts(said, NOON);

    @Test
    void knowsNothingBeforeAnybodySpeaks() {
        assertThat(verdicts.of(MAYA)).isEqualTo(AgentHealth.UNKNOWN);
    }

    @Test
    void isUnhealthyOnlyWhereAllAdaptersSaySo() {
        boolean first = hear("one", HealthState.UNHEALTHY, NOON);
        boolean second = hear("two", HealthState.HEALTHY, NOON.plusSeconds(1));
        var divided = verdicts.of(MAYA);
        hear("two", HealthState.UNHEALTHY, NOON.plusSeconds(2));

        assertThat(first).isTrue();
        assertThat(second).isTrue();
        assertThat(divided.state()).isEqualTo(HealthState.DEGRADED);
        assertThat(divided.reason()).isEqualTo("unhealthy says one");
        assertThat(verdicts.of(MAYA).state()).isEqualTo(HealthState.UNHEALTHY);
        assertThat(verdicts.of(MAYA).reason()).isEqualTo("unhealthy says one; unhealthy says two");
        assertThat(verdicts.of(MAYA).since()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void isDegradedWhereOneFindsItSo() {
        hear("one", HealthState.HEALTHY, NOON);
        hear("two", HealthState.DEGRADED, NOON);

        assertThat(verdicts.of(MAYA).state()).isEqualTo(HealthState.DEGRADED);
    }

    @Test
    void countsNoAdapterThatDoesNotKnow() {
        hear("one", HealthState.UNKNOWN, NOON);
        hear("two", HealthState.UNHEALTHY, NOON);

        assertThat(verdicts.of(MAYA).state()).isEqualTo(HealthState.UNHEALTHY);
    }

    @Test
    void tellsWhenItWasCheckedThoughNothingChanged() {
        hear("one", HealthState.HEALTHY, NOON);

        boolean changed = hear("one", HealthState.HEALTHY, NOON.plusSeconds(30));

        assertThat(changed).isFalse();
        assertThat(verdicts.of(MAYA).checkedAt()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void forgetsAnAdapterThatIsSilent() {
        hear("gone", HealthState.HEALTHY, NOON);
        hear("there", HealthState.UNHEALTHY, NOON.plusSeconds(30));

        var before = verdicts.forgetStale(NOON.plus(Verdicts.FRESH).minusMillis(1));
        var after = verdicts.forgetStale(NOON.plus(Verdicts.FRESH));

        assertThat(before).isEmpty();
        assertThat(after).containsExactly(MAYA);
        assertThat(verdicts.of(MAYA).state()).isEqualTo(HealthState.UNHEALTHY);
        assertThat(verdicts.forgetStale(NOON.plusSeconds(200))).containsExactly(MAYA);
        assertThat(verdicts.of(MAYA)).isEqualTo(AgentHealth.UNKNOWN);
    }

    @Test
    void startsFromWhatTheLaneSaidUntilAnAdapterSpeaks() {
        sayBefore(HealthState.UNHEALTHY);

        var before = verdicts.of(MAYA).state();
        boolean changed = hear("one", HealthState.HEALTHY, NOON.plusSeconds(3));

        assertThat(before).isEqualTo(HealthState.UNHEALTHY);
        assertThat(changed).isTrue();
        assertThat(verdicts.of(MAYA).state()).isEqualTo(HealthState.HEALTHY);
    }

    @Test
    void believesWhatWasSaidBeforeNoLongerThanAnAdapter() {
        sayBefore(HealthState.UNHEALTHY);
        verdicts.of(MAYA);

        assertThat(verdicts.forgetStale(NOON.plus(Duration.ofSeconds(100)))).containsExactly(MAYA);
        assertThat(verdicts.of(MAYA)).isEqualTo(AgentHealth.UNKNOWN);
    }

    private void sayBefore(HealthState state) {
        var status = new AgentStatus(
                MAYA,
                NOON,
                1,
                0,
                0,
                0,
                false,
                List.of(),
                null,
                List.of(),
                new AgentHealth(state, "down", NOON, NOON, null),
                null,
                List.of());
        said.put(MAYA, status);
    }

    private boolean hear(String adapter, HealthState state, Instant at) {
        @Nullable String reason = state == HealthState.HEALTHY ? null : state.wireName() + " says " + adapter;
        return verdicts.hear(MAYA, adapter, new AgentHealth(state, reason, at, at, null), at);
    }
}

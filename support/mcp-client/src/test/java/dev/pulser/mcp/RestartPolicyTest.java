// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.mcp.declaration.ServerDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final RestartPolicy STDIO =
            RestartPolicy.of(new ServerDefinition.Stdio("a", null, List.of("java"), Map.of(), null));

    private static final RestartPolicy HTTP =
            RestartPolicy.of(new ServerDefinition.Http("b", null, URI.create("http://b"), Map.of()));

    private static final Duration LONG = RestartPolicy.MIN_RUN;

    @Test
    void doublesTheDelayAfterEachShortRun() {
        var once = STDIO.afterRun(SHORT);

        assertThat(once.delay()).isEqualTo(Duration.ofMillis(200));
        assertThat(once.afterRun(SHORT).delay()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void backsOffAfterThreeShortRuns() {
        var thrice = STDIO.afterRun(SHORT).afterRun(SHORT).afterRun(SHORT);

        assertThat(thrice.isBackingOff()).isTrue();
        assertThat(thrice.delay()).isEqualTo(RestartPolicy.BACK_OFF);
        assertThat(thrice.afterRun(SHORT).isBackingOff()).isTrue();
    }

    @Test
    void resetsAfterALongRun() {
        var policy = STDIO.afterRun(SHORT).afterRun(SHORT).afterRun(LONG);

        assertThat(policy).isEqualTo(STDIO);
        assertThat(policy.delay()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void retriesRemoteServersForeverWithAtMostThreeSecondsDelay() {
        var policy = HTTP;
        for (int i = 0; i < 100; i++) {
            policy = policy.afterRun(SHORT);
        }

        assertThat(policy.isBackingOff()).isFalse();
        assertThat(policy.delay()).isEqualTo(Duration.ofSeconds(3));
    }
}

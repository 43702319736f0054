// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.guard.FixedGuardConfig;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.HealthState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

    private static final AgentDefinition ALPHA =
            Samples.anAgent("alpha").capacity(40).build();
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeAdapter adapter = new FakeAdapter();
    private final AgentGuards guards = new AgentGuards(new FixedGuardConfig(4, 0.9, HOUR, 1, 0.2), System::nanoTime);
    private final List<AgentHealth> reported = new CopyOnWriteArrayList<>();
    private volatile AgentTable table = AgentTable.of(List.of(ALPHA));
    private HealthMonitor monitor = monitor(Duration.ofMillis(500), Duration.ofSeconds(5));

    private HealthMonitor monitor(Duration interval, Duration limit) {
        return new HealthMonitor(
                new FixedMonitorConfig(interval, limit, 3, 2),
                () -> table,
                Map.of(AgentKind.HTTP, adapter),
                guards,
                (agent, health) -> reported.add(health),
                InstantSource.fixed(NOON));
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void reportsAHealthyAgentAtOnce() {
        monitor.start();

        await().until(() -> last() == HealthState.HEALTHY);

        assertThat(reported.getLast().checkedAt()).isEqualTo(NOON);
        assertThat(reported.getLast().reason()).isNull();
    }

    @Test
    void reportsAnUnhealthyAgentAndItsRecovery() {
        monitor.start();
        await().until(() -> last() == HealthState.HEALTHY);

        adapter.result = new CheckResult.Unhealthy("connection refused");
        await().until(() -> last() == HealthState.UNHEALTHY);
        var unhealthy = reported.getLast();
        adapter.result = new CheckResult.Healthy();
        await().until(() -> last() == HealthState.HEALTHY);

        assertThat(unhealthy.reason()).isEqualTo("connection refused");
    }

    @Test
    void checksFasterAfterAFailure() {
        monitor = monitor(HOUR.dividedBy(720), Duration.ofSeconds(1)); // 5 s, 0.5 s after a failure
        adapter.result = new CheckResult.Unhealthy("connection refused");

        monitor.start();

        await().atMost(Duration.ofSeconds(4)).until(() -> last() == HealthState.UNHEALTHY);
    }

    @Test
    void countsATimeoutAsAFailedCheck() {
        monitor = monitor(Duration.ofMillis(500), Duration.ofMillis(100));
        adapter.unresponsive = true;

        monitor.start();

        await().until(() -> last() == HealthState.UNHEALTHY);
        assertThat(reported.getLast().reason()).isEqualTo("Health check timed out after 100 ms");
    }

    @Test
    void reportsBreakerChangesWithoutACheck() {
        monitor = monitor(HOUR, Duration.ofSeconds(1));
        monitor.start();
        await().until(() -> last() == HealthState.HEALTHY);

        for (int i = 0; i < 5; i++) {
            guards.run(ALPHA, 1, () -> Outcomes.retryable("agent-unreachable", "no response"));
        }

        await().until(() -> last() == HealthState.UNHEALTHY);
        assertThat(reported.getLast().reason())
                .isEqualTo("Circuit breaker is not closed: most recent attempts got no response");
    }

    @Test
    void followsAddedAndRemovedAgents() {
        table = AgentTable.empty();
        monitor.start();
        table = AgentTable.of(List.of(ALPHA));
        await().until(() -> last() == HealthState.HEALTHY);

        table = AgentTable.empty();
        int before = adapter.checks.get();

        await().during(Duration.ofSeconds(1)).until(() -> adapter.checks.get() <= before + 1);
    }

    @Test
    void reportsAnUnsupportedKind() {
        table = AgentTable.of(
                List.of(Samples.anAgent("beta").kind(AgentKind.KAFKA).build()));

        monitor.start();

        await().until(() -> !reported.isEmpty());
        assertThat(reported.getFirst().reason()).isEqualTo("No adapter for agent kind kafka");
    }

    private HealthState last() {
        return reported.isEmpty() ? HealthState.UNKNOWN : reported.getLast().state();
    }

    private static final class FakeAdapter implements AgentAdapter {

        private volatile CheckResult result = new CheckResult.Healthy();
        private volatile boolean unresponsive;
        private final AtomicInteger checks = new AtomicInteger();

        @Override
        public AgentKind kind() {
            return AgentKind.HTTP;
        }

        @Override
        public Outcome run(Assignment assignment, AgentDefinition agent, AttemptListener listener) {
            throw new IllegalStateException("a check runs no attempt");
        }

        @Override
        public CheckResult check(AgentDefinition agent) throws InterruptedException {
            checks.incrementAndGet();
            if (unresponsive) {
                new CountDownLatch(1).await();
            }
            return result;
        }
    }
}

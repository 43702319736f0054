// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.HealthState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Scheduler of health checks. Checks every agent periodically, more often while it is not healthy, and reports its
 * health after each check and at each change of its circuit breaker.
 *
 * <p>Threads: one timer thread, and a virtual thread per check.
 */
public final class HealthMonitor implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HealthMonitor.class);
    private static final Duration TICK = Duration.ofMillis(500);

    private final MonitorConfig config;
    private final Supplier<AgentTable> agents;
    private final Map<AgentKind, AgentAdapter> adapters;
    private final AgentGuards guards;
    private final BiConsumer<AgentName, AgentHealth> report;
    private final InstantSource clock;
    private final ConcurrentMap<AgentName, AgentHealthTracker> trackers = new ConcurrentHashMap<>();
    private final ConcurrentMap<AgentName, HealthState> reported = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("health").daemon().factory());

    /** @param report sink of health reports; may block */
    public HealthMonitor(
            MonitorConfig config,
            Supplier<AgentTable> agents,
            Map<AgentKind, AgentAdapter> adapters,
            AgentGuards guards,
            BiConsumer<AgentName, AgentHealth> report,
            InstantSource clock) {
        this.config = config;
        this.agents = agents;
        this.adapters = Map.copyOf(adapters);
        this.guards = guards;
        this.report = report;
        this.clock = clock;
    }

    public void start() {
        guards.listen(this::requestCheck);
        var _ = timer.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Makes a check of this agent due at once. Does not block. */
    private void requestCheck(AgentName agent) {
        var tracker = trackers.get(agent);
        if (tracker != null) {
            tracker.requestCheck(System.nanoTime());
        }
    }

    private void tick() {
        try {
            var table = agents.get();
            trackers.keySet().removeIf(name -> table.find(name).isEmpty());
            table.agents().forEach(this::tick);
        } catch (RuntimeException e) { // an exception would cancel the timer
            LOG.warnf("Failed to schedule health checks error=%s", e);
        }
    }

    private void tick(AgentDefinition agent) {
        var tracker = trackers.computeIfAbsent(agent.name(), name -> new AgentHealthTracker(config, System.nanoTime()));
        if (tracker.claim(System.nanoTime())) {
            Thread.ofVirtual().name("check-" + agent.name()).start(() -> check(agent, tracker));
        } else {
            evaluate(agent, tracker, false);
        }
    }

    private void check(AgentDefinition agent, AgentHealthTracker tracker) {
        long startedAt = System.nanoTime();
        var result = result(agent);
        long endedAt = System.nanoTime();
        tracker.checked(result, Duration.ofNanos(endedAt - startedAt), clock.instant(), endedAt);
        evaluate(agent, tracker, true);
    }

    private void evaluate(AgentDefinition agent, AgentHealthTracker tracker, boolean reportAlways) {
        var health = tracker.evaluate(guards.state(agent.name()), clock.instant());
        var previous = reported.put(agent.name(), health.state());
        boolean changed = health.state() != previous;
        if (changed && (previous != null || health.state() != HealthState.UNKNOWN)) {
            LOG.infof(
                    "Agent health changed agent=%s health=%s reason=\"%s\"",
                    agent.name(), health.state().wireName(), health.reason());
        }
        if (changed || reportAlways) {
            Thread.startVirtualThread(() -> report.accept(agent.name(), health));
        }
    }

    private CheckResult result(AgentDefinition agent) {
        var adapter = adapters.get(agent.kind());
        if (adapter == null) {
            return new CheckResult.Unhealthy(
                    "No adapter for agent kind " + agent.kind().wireName());
        }
        var answer = new CompletableFuture<CheckResult>();
        var check = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(adapter.check(agent));
            } catch (InterruptedException e) {
                answer.cancel(false);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Health check failed agent=%s", agent.name());
                answer.complete(new CheckResult.Unhealthy("Health check failed with an internal error: " + e));
            }
        });
        try {
            return answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            check.interrupt();
            return new CheckResult.Unhealthy("Health check timed out after %d ms"
                    .formatted(config.timeout().toMillis()));
        } catch (InterruptedException e) {
            check.interrupt();
            Thread.currentThread().interrupt();
            return new CheckResult.Unhealthy("Health check was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the future never completes exceptionally", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

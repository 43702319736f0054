// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.name.AgentName;
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
 * Looks after every agent: checks each of them, more often when in doubt, listens to what the guards say of live traffic, and
 * reports the verdict after each check and at each change.
 *
 * <p>Threads: one that looks what is due twice a second, and a virtual one for each check.
 */
public final class HealthMonitor implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HealthMonitor.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final MonitorConfig config;
    private final Supplier<AgentTable> agents;
    private final Map<AgentKind, AgentAdapter> adapters;
    private final AgentGuards guards;
    private final BiConsumer<AgentName, AgentHealth> report;
    private final InstantSource clock;
    private final ConcurrentMap<AgentName, AgentWatch> watches = new ConcurrentHashMap<>();
    private final ConcurrentMap<AgentName, HealthState> said = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("health").daemon().factory());

    /** @param report takes a verdict to the agent's lane; may block */
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
        guards.listen(this::suspect);
        var _ = looking.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something speaks against this agent: it is checked at once. Does not block. */
    private void suspect(AgentName agent) {
        var watch = watches.get(agent);
        if (watch != null) {
            watch.suspect(System.nanoTime());
        }
    }

    private void look() {
        try {
            var table = agents.get();
            watches.keySet().removeIf(name -> table.find(name).isEmpty());
            table.agents().forEach(this::look);
        } catch (RuntimeException e) { // one that escapes would be the last look
            LOG.warnf("agents not looked after error=%s", e);
        }
    }

    private void look(AgentDefinition agent) {
        var watch = watches.computeIfAbsent(agent.name(), name -> new AgentWatch(config, System.nanoTime()));
        if (watch.claim(System.nanoTime())) {
            Thread.ofVirtual().name("check-" + agent.name()).start(() -> check(agent, watch));
        } else {
            judge(agent, watch, false);
        }
    }

    private void check(AgentDefinition agent, AgentWatch watch) {
        long began = System.nanoTime();
        var result = result(agent);
        long ended = System.nanoTime();
        watch.checked(result, Duration.ofNanos(ended - began), clock.instant(), ended);
        judge(agent, watch, true);
    }

    private void judge(AgentDefinition agent, AgentWatch watch, boolean saysAnyway) {
        var health = watch.judge(guards.state(agent.name()), clock.instant());
        var before = said.put(agent.name(), health.state());
        boolean changed = health.state() != before;
        if (changed && (before != null || health.state() != HealthState.UNKNOWN)) {
            LOG.infof("agent is %s agent=%s reason=\"%s\"", health.state().wireName(), agent.name(), health.reason());
        }
        if (changed || saysAnyway) {
            Thread.startVirtualThread(() -> report.accept(agent.name(), health));
        }
    }

    private CheckResult result(AgentDefinition agent) {
        var adapter = adapters.get(agent.kind());
        if (adapter == null) {
            return new CheckResult.Failing(
                    "this version cannot run agents of kind " + agent.kind().wireName());
        }
        var answer = new CompletableFuture<CheckResult>();
        var asking = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(adapter.check(agent));
            } catch (InterruptedException e) {
                answer.cancel(false);
            } catch (RuntimeException e) {
                LOG.errorf(e, "health check failed agent=%s", agent.name());
                answer.complete(new CheckResult.Failing("its check failed by a fault of the adapter's own: " + e));
            }
        });
        try {
            return answer.get(config.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asking.interrupt();
            return new CheckResult.Failing("it did not answer its check within %d ms"
                    .formatted(config.limit().toMillis()));
        } catch (InterruptedException e) {
            asking.interrupt();
            Thread.currentThread().interrupt();
            return new CheckResult.Failing("its check was broken off");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check is never completed so", e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Guards of all agents, created on first use. Safe from any thread. */
public final class AgentGuards {

    private final GuardConfig config;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<AgentName, AgentGuard> byAgent = new ConcurrentHashMap<>();
    private volatile Consumer<AgentName> listener = agent -> {};

    /** @param nanoTime source of monotonic time, such as {@link System#nanoTime()} */
    public AgentGuards(GuardConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
    }

    /** Sets the listener for agents whose breaker changes. Called on the thread of an attempt; must not block. */
    public void listen(Consumer<AgentName> listener) {
        this.listener = listener;
    }

    /**
     * Returns the outcome of {@code work}. Returns {@link Outcome.Deferred} without running it if the breaker is open,
     * the bulkhead is full or the retry budget is used up.
     *
     * @param attempt number of the attempt, from 1
     */
    public Outcome run(AgentDefinition agent, int attempt, Supplier<Outcome> work) {
        return guardOf(agent).run(attempt, work);
    }

    public BreakerState state(AgentName agent) {
        var guard = byAgent.get(agent);
        return guard == null ? BreakerState.CLOSED : guard.state();
    }

    private AgentGuard guardOf(AgentDefinition agent) {
        return byAgent.compute(agent.name(), (name, present) -> isCurrent(present, agent) ? present : create(agent));
    }

    private static boolean isCurrent(@Nullable AgentGuard guard, AgentDefinition agent) {
        return guard != null && guard.capacity() == agent.capacity();
    }

    private AgentGuard create(AgentDefinition agent) {
        var name = agent.name();
        return new AgentGuard(name, agent.capacity(), config, nanoTime, () -> listener.accept(name));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Outcome;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A guard for each agent. Safe from any thread. */
public final class AgentGuards {

    private final GuardConfig config;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<AgentName, AgentGuard> byAgent = new ConcurrentHashMap<>();
    private volatile Consumer<AgentName> listener = agent -> {};

    /** @param nanoTime as {@link System#nanoTime()} */
    public AgentGuards(GuardConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
    }

    /** Tells {@code listener} of each agent whose breaker changes, on the thread of an attempt; it must not block. */
    public void listen(Consumer<AgentName> listener) {
        this.listener = listener;
    }

    /**
     * Does {@code work} and returns what it says. Returns {@link Outcome.Deferred} and does nothing where the agent is left
     * alone for a while, has as much in work here as it may, or has had too many repeated attempts while it was in trouble.
     *
     * @param attempt 1 for the first
     */
    public Outcome run(AgentDefinition agent, int attempt, Supplier<Outcome> work) {
        return guardOf(agent).run(attempt, work);
    }

    /** Whether the agent may be asked. */
    public BreakerState state(AgentName agent) {
        var guard = byAgent.get(agent);
        return guard == null ? BreakerState.CLOSED : guard.state();
    }

    private AgentGuard guardOf(AgentDefinition agent) {
        return byAgent.compute(agent.name(), (name, present) -> isRight(present, agent) ? present : made(agent));
    }

    private static boolean isRight(@Nullable AgentGuard guard, AgentDefinition agent) {
        return guard != null && guard.capacity() == agent.capacity();
    }

    private AgentGuard made(AgentDefinition agent) {
        var name = agent.name();
        return new AgentGuard(name, agent.capacity(), config, nanoTime, () -> listener.accept(name));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.health;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.name.AgentName;
import dev.pulser.routing.agents.KnownStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the adapters find the agents of one partition, in memory: the last verdict of each adapter, while it is fresh. Until
 * the adapters have spoken, what the lane said of itself before counts, here or on another instance. Belongs to one stream
 * task.
 */
public final class Verdicts {

    /** How long a verdict counts: three checks, which come every 30 s, and the way here. */
    static final Duration FRESH = Duration.ofSeconds(100);

    /** In place of an adapter's name: what this lane said before it came to this stream task. */
    private static final String SAID_BEFORE = "";

    private final KnownStatus said;
    private final Instant start;
    private final Map<AgentName, Map<String, Verdict>> byAgent = new HashMap<>();
    private final Map<AgentName, AgentHealth> consensus = new HashMap<>();

    /**
     * @param said  what lanes have said of themselves
     * @param start when this partition came to this instance
     */
    public Verdicts(KnownStatus said, Instant start) {
        this.said = said;
        this.start = start;
    }

    /** How this agent is. */
    public AgentHealth of(AgentName agent) {
        var known = consensus.get(agent);
        return known == null ? agree(agent) : known;
    }

    /** An adapter has looked. Returns whether the agent's state is another one now. */
    public boolean hear(AgentName agent, String adapter, AgentHealth health, Instant now) {
        var before = of(agent).state();
        var verdicts = verdicts(agent);
        verdicts.remove(SAID_BEFORE);
        verdicts.put(adapter, new Verdict(health, now));
        return agree(agent).state() != before;
    }

    /** Forgets what is not fresh any more. Returns the agents whose state is another one now. */
    public List<AgentName> forgetStale(Instant now) {
        var changed = new ArrayList<AgentName>();
        byAgent.forEach((agent, verdicts) -> {
            if (verdicts.values().removeIf(verdict -> !now.isBefore(verdict.heard.plus(FRESH)))) {
                var before = of(agent).state();
                if (agree(agent).state() != before) {
                    changed.add(agent);
                }
            }
        });
        return changed;
    }

    private AgentHealth agree(AgentName agent) {
        var health = Consensus.of(
                verdicts(agent).values().stream().map(verdict -> verdict.health).toList());
        consensus.put(agent, health);
        return health;
    }

    private Map<String, Verdict> verdicts(AgentName agent) {
        return byAgent.computeIfAbsent(agent, _ -> {
            var first = new HashMap<String, Verdict>();
            first.put(SAID_BEFORE, new Verdict(said.health(agent), start));
            return first;
        });
    }

    /** What one adapter finds, and when it was heard. */
    private record Verdict(AgentHealth health, Instant heard) {}
}

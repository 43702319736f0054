// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import static java.util.Objects.requireNonNull;

import dev.pulser.adapters.a2a.wire.A2aProtocolException;
import dev.pulser.adapters.a2a.wire.AgentCard;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Cache of agent cards. Safe from any thread. */
final class AgentCardCache {

    private static final String WELL_KNOWN = "/.well-known/agent-card.json";

    private record Entry(AgentCard card, Instant until) {}

    /** Keyed by definition, so that a changed definition fetches its card again. */
    private final Map<AgentDefinition, Entry> entries = new ConcurrentHashMap<>();

    private final A2aClient client;
    private final Duration age;
    private final InstantSource clock;

    AgentCardCache(A2aClient client, Duration age, InstantSource clock) {
        this.client = client;
        this.age = age;
        this.clock = clock;
    }

    AgentCard of(AgentDefinition agent) throws A2aCallException, InterruptedException {
        var cached = entries.get(agent);
        return cached != null && clock.instant().isBefore(cached.until()) ? cached.card() : fetch(agent);
    }

    /** Fetches the card, bypassing the cache. */
    AgentCard fetch(AgentDefinition agent) throws A2aCallException, InterruptedException {
        evict(agent);
        var endpoint = requireNonNull(agent.endpoint(), "endpoint is required by kind a2a");
        var json = client.card(agent, cardOf(endpoint));
        try {
            var card = AgentCard.read(json);
            if (agent.connection().credential() != null && !sameOrigin(endpoint, card.address())) {
                throw A2aCallException.of(Outcomes.permanent(
                        "agent-card-rejected",
                        "Card of agent %s names the interface host %s, which differs from its endpoint and must not receive its credential; set the endpoint to that host"
                                .formatted(agent.name(), card.address().getHost())));
            }
            var now = clock.instant();
            entries.values().removeIf(old -> !now.isBefore(old.until()));
            entries.put(agent, new Entry(card, now.plus(age)));
            return card;
        } catch (A2aProtocolException e) {
            throw A2aCallException.of(
                    Outcomes.permanent("agent-card-rejected", "Agent %s %s".formatted(agent.name(), e.problem())));
        }
    }

    void evict(AgentDefinition agent) {
        entries.remove(agent);
    }

    /** Returns the endpoint itself if it names a JSON document, else the well-known path below it. */
    private static URI cardOf(URI endpoint) {
        var path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        return path.endsWith(".json") ? endpoint : endpoint.resolve(path.replaceAll("/+$", "") + WELL_KNOWN);
    }

    private static boolean sameOrigin(URI first, URI second) {
        return Objects.equals(first.getScheme(), second.getScheme())
                && Objects.equals(first.getHost(), second.getHost())
                && first.getPort() == second.getPort();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import static java.util.Objects.requireNonNull;

import dev.pulser.adapters.a2a.wire.AgentCard;
import dev.pulser.adapters.a2a.wire.ProtocolError;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The cards of agents, each believed for a while. Safe from any thread. */
final class AgentCards {

    private static final String WELL_KNOWN = "/.well-known/agent-card.json";

    private record Kept(AgentCard card, Instant until) {}

    /** A changed definition asks anew. */
    private final Map<AgentDefinition, Kept> kept = new ConcurrentHashMap<>();

    private final A2aClient client;
    private final Duration age;
    private final InstantSource clock;

    AgentCards(A2aClient client, Duration age, InstantSource clock) {
        this.client = client;
        this.age = age;
        this.clock = clock;
    }

    AgentCard of(AgentDefinition agent) throws CallFailed, InterruptedException {
        var known = kept.get(agent);
        return known != null && clock.instant().isBefore(known.until()) ? known.card() : fetch(agent);
    }

    /** Asks the agent, whatever is known. */
    AgentCard fetch(AgentDefinition agent) throws CallFailed, InterruptedException {
        forget(agent);
        var endpoint = requireNonNull(agent.endpoint(), "the endpoint, which kind a2a always has");
        var json = client.card(agent, cardOf(endpoint));
        try {
            var card = AgentCard.read(json);
            if (agent.credential() != null && !sameOrigin(endpoint, card.address())) {
                throw CallFailed.of(Results.permanent(
                        "agent-card-refused",
                        "agent %s sends tasks on to another host, %s, which must not get its credential; set its endpoint to that host"
                                .formatted(agent.name(), card.address().getHost())));
            }
            var now = clock.instant();
            kept.values().removeIf(old -> !now.isBefore(old.until()));
            kept.put(agent, new Kept(card, now.plus(age)));
            return card;
        } catch (ProtocolError e) {
            throw CallFailed.of(
                    Results.permanent("agent-card-refused", "agent %s %s".formatted(agent.name(), e.what())));
        }
    }

    /** What is known of the agent may be wrong. */
    void forget(AgentDefinition agent) {
        kept.remove(agent);
    }

    /** The endpoint itself where it names a JSON document, else the well-known place below it. */
    private static URI cardOf(URI endpoint) {
        var path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        return path.endsWith(".json") ? endpoint : endpoint.resolve(path.replaceAll("/+$", "") + WELL_KNOWN);
    }

    private static boolean sameOrigin(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getHost(), other.getHost())
                && one.getPort() == other.getPort();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.callback.CallbackRegistry;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import java.time.InstantSource;

/**
 * Adapter for agents of kind {@code a2a}: sends the task as a message and follows the A2A task to its end. The agent
 * card determines protocol version and transport. Outcomes: {@link RpcFailures}.
 */
public final class A2aAdapter implements AgentAdapter {

    /** Largest number of push notifications per attempt. Each only triggers a poll, and polling goes on without them. */
    private static final int MAX_PUSH_NOTIFICATIONS = 1000;

    private final A2aConfig config;
    private final A2aClient client;
    private final AgentCardCache cards;
    private final CallbackRegistry callbacks;

    /** @param client remains owned by the caller */
    public A2aAdapter(A2aConfig config, AgentHttpClient client, CallbackRegistry callbacks, InstantSource clock) {
        this.config = config;
        this.client = new A2aClient(config, client, clock);
        this.cards = new AgentCardCache(this.client, config.cardAge(), clock);
        this.callbacks = callbacks;
    }

    @Override
    public AgentKind kind() {
        return AgentKind.A2A;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, AttemptListener listener)
            throws InterruptedException {
        try (var callback = callbacks.open(assignment, null, MAX_PUSH_NOTIFICATIONS, listener)) {
            var card = cards.of(agent);
            var outcome = new A2aConversation(config, client, agent, card, assignment, callback, listener).run();
            if (outcome instanceof Outcome.Failed) {
                cards.evict(agent); // the failure may be due to an outdated card
            }
            return outcome;
        } catch (A2aCallException e) {
            return e.retryableOutcome();
        }
    }

    /** Fetches the agent card and checks that it offers a supported interface. */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        try {
            cards.fetch(agent);
            return new CheckResult.Healthy();
        } catch (A2aCallException e) {
            return new CheckResult.Unhealthy(String.valueOf(e.getMessage()));
        }
    }
}

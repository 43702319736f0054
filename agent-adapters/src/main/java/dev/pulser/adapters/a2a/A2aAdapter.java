// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.callback.Callbacks;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.web.AgentClient;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.time.InstantSource;

/**
 * Agents of kind {@code a2a}: the task is a message, and the task that the agent makes of it is followed to its end. The agent's
 * card says in which version of the protocol, and how. What each ending means is {@link RpcFailures}.
 */
public final class A2aAdapter implements AgentAdapter {

    /** Pushes that one attempt takes; each is only a hint, and the task is asked about without any as well. */
    private static final int MAX_PUSHES = 1000;

    private final A2aConfig config;
    private final A2aClient client;
    private final AgentCards cards;
    private final Callbacks callbacks;

    /** @param client stays the caller's to close */
    public A2aAdapter(A2aConfig config, AgentClient client, Callbacks callbacks, InstantSource clock) {
        this.config = config;
        this.client = new A2aClient(config, client, clock);
        this.cards = new AgentCards(this.client, config.cardAge(), clock);
        this.callbacks = callbacks;
    }

    @Override
    public AgentKind kind() {
        return AgentKind.A2A;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, Progress progress) throws InterruptedException {
        try (var callback = callbacks.open(assignment, null, MAX_PUSHES, progress)) {
            var card = cards.of(agent);
            var outcome = new Conversation(config, client, agent, card, assignment, callback, progress).run();
            if (outcome instanceof Outcome.Failed) {
                cards.forget(agent); // it may have failed because the card is old
            }
            return outcome;
        } catch (CallFailed e) {
            return e.outcomeOfQuestion();
        }
    }

    /** Its card can be had, and offers what is spoken here. */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        try {
            cards.fetch(agent);
            return new CheckResult.Fine();
        } catch (CallFailed e) {
            return new CheckResult.Failing(String.valueOf(e.getMessage()));
        }
    }
}

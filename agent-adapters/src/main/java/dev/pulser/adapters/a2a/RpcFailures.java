// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.a2a.wire.A2aEvent;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;

/**
 * Mapping of JSON-RPC errors and task states of A2A agents to outcomes.
 *
 * <pre>
 * -32001                        agent-lost-task, ambiguous
 * -32603                        agent-unavailable, retried
 * -32700 -32600…-32602,
 * -32003…-32009                 agent-refused, permanent
 * anything else                 agent-error, ambiguous
 * </pre>
 */
final class RpcFailures {

    private RpcFailures() {}

    static A2aCallException of(AgentName agent, Json error) {
        var code = error.member("code");
        var message = error.member("message");
        var detail = message == null ? "" : message.asString().orElse("");
        var number = code == null ? 0 : code.asNumber().map(Double::intValue).orElse(0);
        var reason = "Agent %s returned JSON-RPC error %d: %s".formatted(agent, number, Excerpt.line(detail));
        return switch (number) {
            case -32001 -> A2aCallException.ofLostTask(new Failure.Ambiguous("agent-lost-task", reason));
            case -32603 -> A2aCallException.of(Outcomes.retryable("agent-unavailable", reason));
            case -32700, -32600, -32601, -32602, -32003, -32004, -32005, -32006, -32007, -32008, -32009 ->
                A2aCallException.of(Outcomes.permanent("agent-refused", reason));
            default -> A2aCallException.of(Outcomes.ambiguous("agent-error", reason));
        };
    }

    /** Returns the outcome of a task that its agent stopped in a state other than completed. */
    static Outcome ended(AgentName agent, A2aEvent.Status status) {
        var detail = status.text() == null ? "" : ": " + Excerpt.line(status.text());
        return switch (status.state()) {
            case FAILED -> Outcomes.permanent("agent-error", "Agent %s failed the task%s".formatted(agent, detail));
            case REJECTED ->
                Outcomes.permanent("agent-refused", "Agent %s rejected the task%s".formatted(agent, detail));
            case CANCELED ->
                Outcomes.permanent("agent-cancelled", "Agent %s canceled the task%s".formatted(agent, detail));
            case INPUT_REQUIRED ->
                Outcomes.permanent(
                        "input-required",
                        "Agent %s requires further input, which is not supported; submit a task that includes it%s"
                                .formatted(agent, detail));
            case AUTH_REQUIRED ->
                Outcomes.permanent(
                        "auth-required",
                        "Agent %s requires authentication; set its credential%s".formatted(agent, detail));
            case SUBMITTED, WORKING, COMPLETED ->
                throw new IllegalArgumentException("not a failed state: " + status.state());
        };
    }
}

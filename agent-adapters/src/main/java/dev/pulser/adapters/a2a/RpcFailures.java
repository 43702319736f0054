// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.a2a.wire.Event;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;

/**
 * What a JSON-RPC error of an A2A agent means. The table:
 *
 * <pre>
 * -32001                        agent-lost-task: it does not know the task; unknown whether it was done
 * -32603                        agent-unavailable, another attempt
 * -32700 -32600…-32602,
 * -32003…-32009                 agent-refused, permanent: it cannot do what it is asked
 * anything else                 agent-error, unknown whether it was done
 * </pre>
 */
final class RpcFailures {

    private RpcFailures() {}

    static CallFailed of(AgentName agent, Json error) {
        var code = error.member("code");
        var message = error.member("message");
        var words = message == null ? "" : message.asString().orElse("");
        var number = code == null ? 0 : code.asNumber().map(Double::intValue).orElse(0);
        var reason = "agent %s answered the error %d: %s".formatted(agent, number, Excerpt.printable(words));
        return switch (number) {
            case -32001 -> CallFailed.ofLostTask(new Failure.Ambiguous("agent-lost-task", reason));
            case -32603 -> CallFailed.of(Results.retryable("agent-unavailable", reason));
            case -32700, -32600, -32601, -32602, -32003, -32004, -32005, -32006, -32007, -32008, -32009 ->
                CallFailed.of(Results.permanent("agent-refused", reason));
            default -> CallFailed.of(Results.unknown("agent-error", reason));
        };
    }

    /** How a task ends that its agent has stopped at {@code state}, other than by completing it. */
    static Outcome ended(AgentName agent, Event.Status status) {
        var words = status.text() == null ? "" : ": " + Excerpt.printable(status.text());
        return switch (status.state()) {
            case FAILED -> Results.permanent("agent-error", "agent %s failed%s".formatted(agent, words));
            case REJECTED -> Results.permanent("agent-refused", "agent %s rejected the task%s".formatted(agent, words));
            case CANCELED ->
                Results.permanent("agent-cancelled", "the task was cancelled at agent %s%s".formatted(agent, words));
            case INPUT_REQUIRED ->
                Results.permanent(
                        "agent-asks-back",
                        "agent %s asks for more input, which Pulser cannot give; submit a task that holds it%s"
                                .formatted(agent, words));
            case AUTH_REQUIRED ->
                Results.permanent(
                        "agent-asks-for-credentials",
                        "agent %s asks for credentials; set those it needs as its `credential`%s"
                                .formatted(agent, words));
            case SUBMITTED, WORKING, COMPLETED ->
                throw new IllegalArgumentException("the task has not failed: " + status.state());
        };
    }
}

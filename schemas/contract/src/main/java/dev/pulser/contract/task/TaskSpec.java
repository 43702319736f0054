// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a task that its submitter chooses. {@code TaskRules} states their limits.
 *
 * @param payload        JSON object, as text
 * @param agent          agent that must do the task; null lets Pulser choose
 * @param requester      person or program that submitted the task, for people to read
 * @param labels         keys and values to filter tasks by; they do not influence routing
 * @param idempotencyKey submissions with the same key, company and type within 24 hours are the same task
 */
public record TaskSpec(
        TaskType type,
        String payload,
        @Nullable AgentName agent,
        @Nullable String requester,
        Map<String, String> labels,
        @Nullable String idempotencyKey,
        TimeLimits limits) {

    public TaskSpec {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels)); // sorted: one form on the wire and in views
    }

    /** Returns a specification with only the required fields. */
    public static TaskSpec of(TaskType type, String payload) {
        return new TaskSpec(type, payload, null, null, Map.of(), null, TimeLimits.NONE);
    }

    public TaskSpec withAgent(@Nullable AgentName value) {
        return new TaskSpec(type, payload, value, requester, labels, idempotencyKey, limits);
    }

    public TaskSpec withRequester(@Nullable String value) {
        return new TaskSpec(type, payload, agent, value, labels, idempotencyKey, limits);
    }

    public TaskSpec withLabels(Map<String, String> value) {
        return new TaskSpec(type, payload, agent, requester, value, idempotencyKey, limits);
    }

    public TaskSpec withIdempotencyKey(@Nullable String value) {
        return new TaskSpec(type, payload, agent, requester, labels, value, limits);
    }

    public TaskSpec withLimits(TimeLimits value) {
        return new TaskSpec(type, payload, agent, requester, labels, idempotencyKey, value);
    }
}

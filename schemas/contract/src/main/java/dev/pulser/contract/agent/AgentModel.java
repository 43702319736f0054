// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Model of an agent of kind {@code llm}, and the limits of one attempt with it.
 *
 * @param name            name of the model at the endpoint
 * @param prompt          system prompt
 * @param tools           allowed tools of the agent's servers, as {@code server/tool}; empty allows all of them
 * @param maxSteps        model calls in an attempt, 1 to {@value #MAX_STEPS}
 * @param maxTokens       input and output tokens of all calls of an attempt, 1 or more
 * @param maxOutputTokens output tokens of one call, 1 to {@code maxTokens}
 * @param temperature     0 to 2; null uses the default of the endpoint
 */
public record AgentModel(
        String name,
        String prompt,
        List<String> tools,
        int maxSteps,
        int maxTokens,
        int maxOutputTokens,
        @Nullable Double temperature) {

    public static final int MAX_STEPS = 1_000;

    public AgentModel {
        tools = List.copyOf(tools);
        require(!name.isBlank(), "model.name must not be empty");
        require(maxSteps >= 1 && maxSteps <= MAX_STEPS, "model.max_steps must be from 1 to " + MAX_STEPS);
        require(maxTokens >= 1, "model.max_tokens must be at least 1");
        require(
                maxOutputTokens >= 1 && maxOutputTokens <= maxTokens,
                "model.max_output_tokens must be from 1 to model.max_tokens");
        require(
                temperature == null || (temperature >= 0 && temperature <= 2),
                "model.temperature must be from 0 to 2, or left out");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.contract.agent.AgentDefinition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By what an agent's endpoint knows the adapters. */
sealed interface Credential {

    /** The token; null where there is none. */
    default @Nullable String token() {
        return switch (this) {
            case Token(var token) -> token;
            case None _, Missing _ -> null;
        };
    }

    record Token(String token) implements Credential {

        /** Never the token. */
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** The endpoint asks for none. */
    record None() implements Credential {}

    /** The agent names a variable that holds none. */
    record Missing(String reason) implements Credential {}

    static Credential of(AgentDefinition agent, Function<String, @Nullable String> environment) {
        var variable = agent.credential();
        if (variable == null) {
            return new None();
        }
        var value = environment.apply(variable);
        if (value == null || value.isBlank()) {
            return new Missing("the environment variable %s, credential of agent %s, is not set for the adapters"
                    .formatted(variable, agent.name()));
        }
        var token = value.strip();
        return token.chars().allMatch(c -> c > ' ' && c < 0x7F)
                ? new Token(token)
                : new Missing("the environment variable %s, credential of agent %s, holds what no header can hold"
                        .formatted(variable, agent.name()));
    }
}

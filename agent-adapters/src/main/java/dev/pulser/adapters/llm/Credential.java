// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.contract.agent.AgentDefinition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Credential for an agent's endpoint. */
sealed interface Credential {

    /** Returns the token; null if there is none. */
    default @Nullable String token() {
        return switch (this) {
            case Token(var token) -> token;
            case None _, Missing _ -> null;
        };
    }

    record Token(String token) implements Credential {

        /** Omits the token. */
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** Credential of an endpoint that needs none. */
    record None() implements Credential {}

    /**
     * Credential whose environment variable is unset or invalid.
     *
     * @param reason human-readable sentence
     */
    record Missing(String reason) implements Credential {}

    static Credential of(AgentDefinition agent, Function<String, @Nullable String> environment) {
        var variable = agent.connection().credential();
        if (variable == null) {
            return new None();
        }
        var value = environment.apply(variable);
        if (value == null || value.isBlank()) {
            return new Missing(
                    "Environment variable %s, credential of agent %s, is not set; set it and restart agent-adapters"
                            .formatted(variable, agent.name()));
        }
        var token = value.strip();
        return token.chars().allMatch(c -> c > ' ' && c < 0x7F)
                ? new Token(token)
                : new Missing(
                        "Environment variable %s, credential of agent %s, has characters that are invalid in an HTTP header"
                                .formatted(variable, agent.name()));
    }
}

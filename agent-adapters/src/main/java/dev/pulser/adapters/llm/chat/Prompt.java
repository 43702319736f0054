// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import java.util.List;

/**
 * Request to a model in one step.
 *
 * @param maxOutputTokens largest output in tokens
 */
public record Prompt(List<ModelMessage> messages, List<FunctionDefinition> functions, int maxOutputTokens) {

    public Prompt {
        messages = List.copyOf(messages);
        functions = List.copyOf(functions);
    }
}

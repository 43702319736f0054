// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import java.util.List;

/**
 * What a model is asked in one step.
 *
 * @param maxOutputTokens more than this it must not answer
 */
public record Prompt(List<Message> messages, List<Function> functions, int maxOutputTokens) {

    public Prompt {
        messages = List.copyOf(messages);
        functions = List.copyOf(functions);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import dev.pulser.adapters.llm.chat.FunctionDefinition;
import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.adapters.llm.chat.Prompt;
import java.util.List;

/**
 * Upper bound of the tokens of a prompt. A tokenizer produces at most one token per byte; the count of the previous
 * prompt by the endpoint is exact, so only new messages must be bounded. Immutable.
 */
public final class TokenBound {

    /** Tokens that a chat template adds per message and per prompt. */
    static final int PER_MESSAGE = 16;

    static final int PER_PROMPT = 64;

    /** Tokens that a chat template adds for tools in general and per tool. */
    static final int PER_TOOLS = 512;

    static final int PER_TOOL = 32;

    private final List<ModelMessage> known;
    private final long counted;

    private TokenBound(List<ModelMessage> known, long counted) {
        this.known = known;
        this.counted = counted;
    }

    public static TokenBound initial() {
        return new TokenBound(List.of(), 0);
    }

    /** @param inputTokens count by the endpoint for {@code prompt}; 0 or less for none */
    public TokenBound after(Prompt prompt, long inputTokens) {
        return inputTokens > 0 ? new TokenBound(prompt.messages(), inputTokens) : this;
    }

    /** Returns the upper bound for a prompt with the same functions as the previous ones. */
    public long of(Prompt prompt) {
        long all = PER_PROMPT + ofFunctions(prompt.functions()) + ofMessages(prompt.messages(), 0);
        return counted == 0 ? all : Math.min(all, counted + ofNew(prompt.messages()));
    }

    /** Bounds the messages that differ from the counted prompt. Removed messages only make the bound larger. */
    private long ofNew(List<ModelMessage> messages) {
        long bound = ofMessages(messages, Math.min(known.size(), messages.size()));
        for (int i = 0; i < Math.min(known.size(), messages.size()); i++) {
            if (!messages.get(i).equals(known.get(i))) {
                bound += of(messages.get(i));
            }
        }
        return bound;
    }

    private static long ofMessages(List<ModelMessage> messages, int from) {
        return messages.subList(from, messages.size()).stream()
                .mapToLong(TokenBound::of)
                .sum();
    }

    private static long of(ModelMessage message) {
        int parts = message instanceof ModelMessage.Assistant(var _, var requests) ? 1 + requests.size() : 1;
        return message.bytes() + (long) PER_MESSAGE * parts;
    }

    private static long ofFunctions(List<FunctionDefinition> functions) {
        return functions.isEmpty()
                ? 0
                : PER_TOOLS
                        + functions.stream()
                                .mapToLong(function -> function.bytes() + PER_TOOL)
                                .sum();
    }
}

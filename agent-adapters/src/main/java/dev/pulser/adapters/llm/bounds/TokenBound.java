// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import dev.pulser.adapters.llm.chat.Function;
import dev.pulser.adapters.llm.chat.Message;
import dev.pulser.adapters.llm.chat.Prompt;
import java.util.List;

/**
 * More tokens than a prompt can have. No tokenizer makes more tokens of a text than it has bytes; what an endpoint has
 * counted of the last prompt is known, so that of the next one only what is new has to be bounded. Immutable.
 */
public final class TokenBound {

    /** What a chat template puts around a message, and around a prompt. */
    static final int PER_MESSAGE = 16;

    static final int PER_PROMPT = 64;

    /** What a template says of tools in general, and around each. */
    static final int PER_TOOLS = 512;

    static final int PER_TOOL = 32;

    private final List<Message> known;
    private final long counted;

    private TokenBound(List<Message> known, long counted) {
        this.known = known;
        this.counted = counted;
    }

    /** When nothing is known yet. */
    public static TokenBound fresh() {
        return new TokenBound(List.of(), 0);
    }

    /** @param inputTokens what the endpoint has counted of {@code prompt}; 0 or less is no count */
    public TokenBound after(Prompt prompt, long inputTokens) {
        return inputTokens > 0 ? new TokenBound(prompt.messages(), inputTokens) : this;
    }

    /** An upper bound of the prompt's tokens. The functions have to be those of the prompts before. */
    public long of(Prompt prompt) {
        long all = PER_PROMPT + ofFunctions(prompt.functions()) + ofMessages(prompt.messages(), 0);
        return counted == 0 ? all : Math.min(all, counted + ofNew(prompt.messages()));
    }

    /** What stands where it stood is in the count; what was taken away only makes the count too high. */
    private long ofNew(List<Message> messages) {
        long bound = ofMessages(messages, Math.min(known.size(), messages.size()));
        for (int i = 0; i < Math.min(known.size(), messages.size()); i++) {
            if (!messages.get(i).equals(known.get(i))) {
                bound += of(messages.get(i));
            }
        }
        return bound;
    }

    private static long ofMessages(List<Message> messages, int from) {
        return messages.subList(from, messages.size()).stream()
                .mapToLong(TokenBound::of)
                .sum();
    }

    private static long of(Message message) {
        int requests = message instanceof Message.Assistant(var _, var asked) ? asked.size() : 0;
        return message.bytes() + (long) PER_MESSAGE * (1 + requests);
    }

    private static long ofFunctions(List<Function> functions) {
        return functions.isEmpty()
                ? 0
                : PER_TOOLS
                        + functions.stream()
                                .mapToLong(function -> function.bytes() + PER_TOOL)
                                .sum();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.llm.bounds.AttemptBudget;
import dev.pulser.adapters.llm.bounds.AttemptBudget.Grant;
import dev.pulser.adapters.llm.bounds.TokenBound;
import dev.pulser.adapters.llm.chat.ChatModel;
import dev.pulser.adapters.llm.chat.FunctionDefinition;
import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.adapters.llm.chat.ModelResponse;
import dev.pulser.adapters.llm.chat.Prompt;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.contract.cost.Usage;
import java.util.List;

/**
 * Model whose calls are approved by the budget of the attempt before they are made, and charged afterwards. Without a
 * token count from the endpoint, the upper bound is charged. Used by one attempt on one thread.
 */
final class MeteredModel {

    private final ChatModel chat;
    private final AttemptListener listener;
    private AttemptBudget budget;
    private TokenBound bound = TokenBound.initial();

    MeteredModel(ChatModel chat, AttemptBudget budget, AttemptListener listener) {
        this.chat = chat;
        this.budget = budget;
        this.listener = listener;
    }

    /** Result of a call. */
    sealed interface CallResult {

        record Completed(ModelResponse response, Grant.Granted grant) implements CallResult {}

        /** Call that was not made, because it could exceed the budget. */
        record Denied(Grant denial) implements CallResult {}
    }

    /** @param key idempotency key of the step */
    CallResult call(List<ModelMessage> messages, List<FunctionDefinition> functions, int maxOutputTokens, String key)
            throws InterruptedException {
        long input = bound.of(new Prompt(messages, functions, maxOutputTokens));
        return switch (budget.grant(input, maxOutputTokens)) {
            case Grant.Granted given ->
                new CallResult.Completed(
                        call(new Prompt(messages, functions, given.maxOutputTokens()), input, key), given);
            case Grant denial -> new CallResult.Denied(denial);
        };
    }

    private ModelResponse call(Prompt prompt, long inputBound, String key) throws InterruptedException {
        var usage = budget.rates().of(inputBound, prompt.maxOutputTokens());
        try {
            var response = chat.call(prompt, key, text -> listener.onProgress(text, null));
            usage = usage(prompt, response, usage);
            return response;
        } finally {
            budget = budget.after(usage);
            listener.onUsage(usage);
        }
    }

    private Usage usage(Prompt prompt, ModelResponse response, Usage upperBound) {
        return switch (response) {
            case ModelResponse.Complete(var _, var _, var _, var tokens) -> {
                if (tokens == null || tokens.input() <= 0 || tokens.output() < 0) {
                    yield upperBound;
                }
                bound = bound.after(prompt, tokens.input());
                yield budget.rates().of(tokens.input(), tokens.output());
            }
            case ModelResponse.ConnectionLost _, ModelResponse.Malformed _, ModelResponse.TooLarge _ -> upperBound;
            case ModelResponse.Rejected _, ModelResponse.Unreachable _, ModelResponse.Blocked _ -> Usage.NONE;
        };
    }

    /** Returns the total usage of all calls. */
    Usage used() {
        return budget.used();
    }
}

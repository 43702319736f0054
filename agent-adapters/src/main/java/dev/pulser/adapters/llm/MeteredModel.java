// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.llm.bounds.Allowance;
import dev.pulser.adapters.llm.bounds.Allowance.Grant;
import dev.pulser.adapters.llm.bounds.TokenBound;
import dev.pulser.adapters.llm.chat.Answer;
import dev.pulser.adapters.llm.chat.ChatModel;
import dev.pulser.adapters.llm.chat.Function;
import dev.pulser.adapters.llm.chat.Message;
import dev.pulser.adapters.llm.chat.Prompt;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.task.Usage;
import java.util.List;

/**
 * A model of which every call is granted before it is made and charged when it is over, however it ends. Where nobody says
 * what was used, what could have been used at most is charged. For one attempt, on its thread.
 */
final class MeteredModel {

    private final ChatModel chat;
    private final Progress progress;
    private Allowance allowance;
    private TokenBound bound = TokenBound.fresh();

    MeteredModel(ChatModel chat, Allowance allowance, Progress progress) {
        this.chat = chat;
        this.allowance = allowance;
        this.progress = progress;
    }

    /** What came of wanting to ask. */
    sealed interface Asked {

        record Answered(Answer answer, Grant.Given grant) implements Asked {}

        /** The call was not made. */
        record NotGranted(Grant refusal) implements Asked {}
    }

    /** @param key that of the step */
    Asked ask(List<Message> messages, List<Function> functions, int wanted, String key) throws InterruptedException {
        long input = bound.of(new Prompt(messages, functions, wanted));
        return switch (allowance.grant(input, wanted)) {
            case Grant.Given given ->
                new Asked.Answered(ask(new Prompt(messages, functions, given.maxOutputTokens()), input, key), given);
            case Grant refusal -> new Asked.NotGranted(refusal);
        };
    }

    private Answer ask(Prompt prompt, long inputBound, String key) throws InterruptedException {
        var usage = allowance.rates().of(inputBound, prompt.maxOutputTokens());
        try {
            var answer = chat.ask(prompt, key, said -> progress.said(said, null));
            usage = usage(prompt, answer, usage);
            return answer;
        } finally {
            allowance = allowance.after(usage);
            progress.used(usage);
        }
    }

    private Usage usage(Prompt prompt, Answer answer, Usage most) {
        return switch (answer) {
            case Answer.Whole(var _, var _, var _, var counted) -> {
                if (counted == null || counted.input() <= 0 || counted.output() < 0) {
                    yield most;
                }
                bound = bound.after(prompt, counted.input());
                yield allowance.rates().of(counted.input(), counted.output());
            }
            case Answer.Broken _, Answer.Malformed _, Answer.TooLarge _ -> most;
            case Answer.Refused _, Answer.NotReached _, Answer.Blocked _ -> Usage.NONE;
        };
    }

    /** What all calls have used. */
    Usage used() {
        return allowance.used();
    }
}

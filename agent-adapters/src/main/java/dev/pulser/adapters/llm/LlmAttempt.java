// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.llm.MeteredModel.Asked;
import dev.pulser.adapters.llm.bounds.Allowance.Grant;
import dev.pulser.adapters.llm.bounds.Conversation;
import dev.pulser.adapters.llm.bounds.Repetition;
import dev.pulser.adapters.llm.calls.Called;
import dev.pulser.adapters.llm.calls.Called.How;
import dev.pulser.adapters.llm.calls.Toolbox;
import dev.pulser.adapters.llm.chat.Answer;
import dev.pulser.adapters.llm.chat.Message;
import dev.pulser.adapters.llm.chat.ToolRequest;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.agent.Model;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.util.ArrayList;
import java.util.Optional;

/**
 * One attempt: the model is asked, what it asks for is called and told it, and so on until it asks for nothing more or a
 * limit is reached. On one thread.
 */
final class LlmAttempt {

    /** Requests in one answer that are followed. */
    static final int MAX_CALLS = 20;

    /** Requests for tools that there are not, before the model is given up. */
    private static final int MAX_UNKNOWN = 3;

    private final Model model;
    private final Assignment assignment;
    private final MeteredModel metered;
    private final Toolbox toolbox;
    private final Patience patience;
    private final Endings endings;
    private final Progress progress;
    private final int maxContextBytes;
    private Conversation conversation;
    private Repetition repetition = Repetition.NONE;
    private int steps;
    private int unknown;
    private String said = "";

    LlmAttempt(
            Model model,
            Assignment assignment,
            String question,
            MeteredModel metered,
            Toolbox toolbox,
            Patience patience,
            Endings endings,
            Progress progress,
            int maxContextBytes) {
        this.model = model;
        this.assignment = assignment;
        this.metered = metered;
        this.toolbox = toolbox;
        this.patience = patience;
        this.endings = endings;
        this.progress = progress;
        this.maxContextBytes = maxContextBytes;
        this.conversation = Conversation.of(model.prompt(), question);
    }

    Outcome run() throws InterruptedException {
        while (steps < model.maxSteps()) {
            var end = step();
            if (end.isPresent()) {
                return end.get();
            }
        }
        return endings.stepsExhausted(reached());
    }

    /** How the attempt ends with this step; empty where it goes on. */
    private Optional<Outcome> step() throws InterruptedException {
        conversation = conversation.within(maxContextBytes);
        while (true) {
            var tooLong = patience.await();
            if (tooLong.isPresent()) {
                return Optional.of(endings.busy(tooLong.get(), reached()));
            }
            switch (ask()) {
                case Asked.NotGranted(var refusal) -> {
                    return Optional.of(endings.notGranted(refusal, reached()));
                }
                case Asked.Answered(Answer.Refused refused, var _)
                when refused.status() == 429 -> patience.hold(refused.retryAfter());
                case Asked.Answered(Answer.Whole answer, var grant) -> {
                    steps++;
                    return take(answer, grant);
                }
                case Asked.Answered(var answer, var _) -> {
                    return Optional.of(endings.failed(answer, reached()));
                }
            }
        }
    }

    private Asked ask() throws InterruptedException {
        return metered.ask(
                conversation.messages(),
                toolbox.functions(),
                model.maxOutputTokens(),
                assignment.idempotencyKey(steps));
    }

    private Optional<Outcome> take(Answer.Whole answer, Grant.Given grant) throws InterruptedException {
        said = answer.text().isBlank() ? said : answer.text();
        return switch (answer.ending()) {
            case LENGTH -> Optional.of(endings.cut(grant, reached()));
            case FILTERED -> Optional.of(endings.filtered(reached()));
            case DONE -> {
                if (!answer.requests().isEmpty()) {
                    yield call(answer);
                }
                yield Optional.of(
                        answer.text().isBlank()
                                ? endings.empty(reached())
                                : endings.succeeded(answer.text(), reached()));
            }
        };
    }

    private Optional<Outcome> call(Answer.Whole answer) throws InterruptedException {
        var requests = answer.requests().stream().map(Toolbox::legal).toList();
        var more = new ArrayList<Message>();
        more.add(new Message.Assistant(answer.text(), requests));
        for (int i = 0; i < answer.requests().size(); i++) {
            var request = answer.requests().get(i);
            switch (i < MAX_CALLS ? toolbox.call(request, progress) : toolbox.refuse(request, MAX_CALLS)) {
                case Called.Ends(var outcome) -> {
                    return Optional.of(Endings.afterCalls(outcome, reached()));
                }
                case Called.Told(var words, var trace, var how) -> {
                    more.add(words);
                    var end = watch(request, trace, how);
                    if (end.isPresent()) {
                        return end;
                    }
                }
            }
        }
        conversation = conversation.with(more);
        return Optional.empty();
    }

    /** Whether the model has got lost. */
    private Optional<Outcome> watch(ToolRequest request, String trace, How how) {
        if (how == How.UNKNOWN && ++unknown > MAX_UNKNOWN) {
            return Optional.of(endings.unknownTools(request.function(), reached()));
        }
        repetition = repetition.after(trace);
        return repetition.circle().map(length -> endings.loop(length, reached()));
    }

    private Reached reached() {
        return new Reached(steps, toolbox.made(), metered.used(), said);
    }
}

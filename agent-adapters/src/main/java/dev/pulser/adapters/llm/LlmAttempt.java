// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.llm.MeteredModel.CallResult;
import dev.pulser.adapters.llm.bounds.AttemptBudget.Grant;
import dev.pulser.adapters.llm.bounds.ModelConversation;
import dev.pulser.adapters.llm.bounds.RepetitionDetector;
import dev.pulser.adapters.llm.calls.ModelTools;
import dev.pulser.adapters.llm.calls.ToolRequestResult;
import dev.pulser.adapters.llm.calls.ToolRequestResult.Execution;
import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.adapters.llm.chat.ModelResponse;
import dev.pulser.adapters.llm.chat.ToolRequest;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Attempt with a model: calls the model and the tools it requests in turn, until it requests none or a limit is
 * reached. Not thread-safe.
 */
final class LlmAttempt {

    /** Tool requests per response that are executed. */
    static final int MAX_CALLS_PER_RESPONSE = 20;

    /** Requests for unknown tools before the attempt fails. */
    private static final int MAX_UNKNOWN_TOOLS = 3;

    private final AgentModel model;
    private final Assignment assignment;
    private final MeteredModel metered;
    private final ModelTools tools;
    private final RateLimitWait rateLimit;
    private final LlmOutcomes outcomes;
    private final int maxContextBytes;
    private ModelConversation conversation;
    private RepetitionDetector repetition = RepetitionDetector.NONE;
    private int steps;
    private int unknownTools;
    private String lastText = "";

    LlmAttempt(
            AgentModel model,
            Assignment assignment,
            ModelConversation conversation,
            MeteredModel metered,
            ModelTools tools,
            RateLimitWait rateLimit,
            LlmOutcomes outcomes,
            int maxContextBytes) {
        this.model = model;
        this.assignment = assignment;
        this.metered = metered;
        this.tools = tools;
        this.rateLimit = rateLimit;
        this.outcomes = outcomes;
        this.maxContextBytes = maxContextBytes;
        this.conversation = conversation;
    }

    Outcome run() throws InterruptedException {
        while (steps < model.maxSteps()) {
            var end = step();
            if (end.isPresent()) {
                return end.get();
            }
        }
        return outcomes.stepsExhausted(state());
    }

    /** Runs one step. Returns the outcome if the attempt ends with it. */
    private Optional<Outcome> step() throws InterruptedException {
        conversation = conversation.within(maxContextBytes);
        while (true) {
            var cooldown = rateLimit.await();
            if (cooldown.isPresent()) {
                return Optional.of(outcomes.rateLimited(cooldown.get(), state()));
            }
            switch (callModel()) {
                case CallResult.Denied(var denial) -> {
                    return Optional.of(outcomes.denied(denial, state()));
                }
                case CallResult.Completed(ModelResponse.Rejected rejected, var _)
                when rejected.status() == 429 -> rateLimit.extendCooldown(rejected.retryAfter());
                case CallResult.Completed(ModelResponse.Complete response, var grant) -> {
                    steps++;
                    return handle(response, grant);
                }
                case CallResult.Completed(var response, var _) -> {
                    return Optional.of(outcomes.failed(response, state()));
                }
            }
        }
    }

    private CallResult callModel() throws InterruptedException {
        return metered.call(
                conversation.messages(), tools.functions(), model.maxOutputTokens(), assignment.idempotencyKey(steps));
    }

    private Optional<Outcome> handle(ModelResponse.Complete response, Grant.Granted grant) throws InterruptedException {
        lastText = response.text().isBlank() ? lastText : response.text();
        return switch (response.finishReason()) {
            case LENGTH -> Optional.of(outcomes.truncated(grant, state()));
            case CONTENT_FILTER -> Optional.of(outcomes.filtered(state()));
            case STOP -> {
                if (!response.requests().isEmpty()) {
                    yield callTools(response);
                }
                yield Optional.of(
                        response.text().isBlank()
                                ? outcomes.empty(state())
                                : outcomes.succeeded(response.text(), state()));
            }
        };
    }

    private Optional<Outcome> callTools(ModelResponse.Complete response) throws InterruptedException {
        var requests = response.requests().stream().map(ModelTools::sanitize).toList();
        var messages = new ArrayList<ModelMessage>();
        messages.add(new ModelMessage.Assistant(response.text(), requests));
        for (int i = 0; i < response.requests().size(); i++) {
            var request = response.requests().get(i);
            switch (i < MAX_CALLS_PER_RESPONSE ? tools.call(request) : tools.reject(request, MAX_CALLS_PER_RESPONSE)) {
                case ToolRequestResult.AttemptEnd(var outcome) -> {
                    return Optional.of(LlmOutcomes.afterCalls(outcome, state()));
                }
                case ToolRequestResult.Reply(var message, var fingerprint, var execution) -> {
                    messages.add(message);
                    var end = detectLoop(request, fingerprint, execution);
                    if (end.isPresent()) {
                        return end;
                    }
                }
            }
        }
        conversation = conversation.with(messages);
        return Optional.empty();
    }

    /** Returns the outcome if the model repeats itself or requests too many unknown tools. */
    private Optional<Outcome> detectLoop(ToolRequest request, String fingerprint, Execution execution) {
        if (execution == Execution.UNKNOWN_TOOL && ++unknownTools > MAX_UNKNOWN_TOOLS) {
            return Optional.of(outcomes.unknownTools(request.function(), state()));
        }
        repetition = repetition.after(fingerprint);
        return repetition.cycle().map(length -> outcomes.loop(length, state()));
    }

    private LlmAttemptState state() {
        return new LlmAttemptState(steps, tools.callCount(), metered.used(), lastText);
    }
}

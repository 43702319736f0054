// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.llm.bounds.AttemptBudget.Grant;
import dev.pulser.adapters.llm.bounds.AttemptBudget.Limit;
import dev.pulser.adapters.llm.chat.ModelResponse;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.egress.EgressBlockedException;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Mapping of the results of an attempt with a model to outcomes. Responses of the endpoint:
 *
 * <pre>
 * 401 403                   credential-refused, permanent
 * 404                       model-unknown, permanent
 * 400 413, too long         context-too-long, permanent
 * 3xx other 4xx             model-refused, permanent
 * 429                       waits; then model-rate-limited: deferred if nothing was used, else retried
 * 408 409 425 5xx           model-unavailable, retried, not before Retry-After
 * no connection             model-unreachable, retried
 * connection lost           model-connection-lost, retried
 * malformed response        bad-response, retried
 * above the limit           response-too-large, permanent
 * </pre>
 */
final class LlmOutcomes {

    private static final Pattern TOO_LONG = Pattern.compile(
            "context.?length|context.?window|maximum context|too many tokens|prompt is too long",
            Pattern.CASE_INSENSITIVE);

    private final AgentDefinition agent;
    private final AgentModel model;
    private final int maxResultBytes;

    LlmOutcomes(AgentDefinition agent, AgentModel model, int maxResultBytes) {
        this.agent = agent;
        this.model = model;
        this.maxResultBytes = maxResultBytes;
    }

    Outcome succeeded(String text, LlmAttemptState state) {
        var output = json(text).withoutNul();
        var result = "{\"success\":true,\"output\":%s,\"steps\":%d}".formatted(output.text(), state.steps());
        int bytes = result.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= maxResultBytes
                ? new Outcome.Succeeded(result)
                : Outcomes.permanent(
                        "response-too-large",
                        "Result of agent %s has %d bytes, the limit pulser.llm.max-result-bytes is %d"
                                .formatted(agent.name(), bytes, maxResultBytes));
    }

    private static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (MalformedJsonException e) {
            return Json.string(text);
        }
    }

    Outcome stepsExhausted(LlmAttemptState state) {
        return stopped("steps-exhausted", "model.max_steps (%d) reached".formatted(model.maxSteps()), state);
    }

    Outcome denied(Grant denial, LlmAttemptState state) {
        return switch (denial) {
            case Grant.BudgetExhausted() -> budgetExhausted(state);
            case Grant.TokensExhausted() -> tokensExhausted(state);
            case Grant.Granted granted -> truncated(granted, state);
        };
    }

    /** Returns the outcome for an output that reached the limit of its call. */
    Outcome truncated(Grant.Granted grant, LlmAttemptState state) {
        return switch (grant.limit()) {
            case Limit.TOKENS -> tokensExhausted(state);
            case Limit.BUDGET -> budgetExhausted(state);
            case Limit.REQUESTED ->
                stopped(
                        "output-exhausted",
                        "output was truncated at model.max_output_tokens (%d)".formatted(model.maxOutputTokens()),
                        state);
        };
    }

    private Outcome tokensExhausted(LlmAttemptState state) {
        return stopped(
                "tokens-exhausted",
                "model.max_tokens (%d) leaves too few tokens for another step".formatted(model.maxTokens()),
                state);
    }

    private Outcome budgetExhausted(LlmAttemptState state) {
        var budget = agent.budget();
        return stopped(
                "budget-exhausted",
                "budget.per_attempt (%s) leaves too little for another step"
                        .formatted(budget == null ? "" : LlmAttemptState.dollars(budget.attemptMicros())),
                state);
    }

    Outcome loop(int cycle, LlmAttemptState state) {
        return stopped(
                "loop-detected",
                cycle == 1
                        ? "the model made the same tool call with the same result three times"
                        : "the model repeated the same %d tool calls with the same results three times"
                                .formatted(cycle),
                state);
    }

    Outcome unknownTools(String tool, LlmAttemptState state) {
        return stopped(
                "tool-unknown",
                "the model repeatedly requested unknown tools, last \"%s\"".formatted(Excerpt.line(tool)),
                state);
    }

    Outcome filtered(LlmAttemptState state) {
        return stopped("content-filtered", "the content filter of the endpoint suppressed the output", state);
    }

    private Outcome stopped(String code, String reason, LlmAttemptState state) {
        return Outcomes.permanent(
                code, "Agent %s was stopped: %s; %s".formatted(agent.name(), reason, state.summary()));
    }

    /** Returns the outcome for a response with neither text nor tool requests. */
    Outcome empty(LlmAttemptState state) {
        return retryable("bad-response", "Model of agent %s returned an empty response".formatted(agent.name()), state);
    }

    /** Returns the outcome for a rate limit that lasts longer than the attempt can wait. */
    Outcome rateLimited(Duration after, LlmAttemptState state) {
        var reason =
                "Endpoint of agent %s is rate limited for another %d s".formatted(agent.name(), after.toSeconds() + 1);
        return state.isUnused()
                ? Outcomes.deferred("model-rate-limited", reason, after)
                : afterCalls(new Outcome.Failed(new Failure.Transient("model-rate-limited", reason, after)), state);
    }

    /** Returns the outcome for an incomplete response. */
    Outcome failed(ModelResponse response, LlmAttemptState state) {
        return switch (response) {
            case ModelResponse.Rejected rejected -> rejected(rejected, state);
            case ModelResponse.Blocked(var reason) -> Outcomes.permanent(EgressBlockedException.CODE, reason);
            case ModelResponse.Unreachable(var reason) ->
                retryable("model-unreachable", "Endpoint of agent %s: %s".formatted(agent.name(), reason), state);
            case ModelResponse.ConnectionLost(var reason) ->
                retryable("model-connection-lost", "Endpoint of agent %s: %s".formatted(agent.name(), reason), state);
            case ModelResponse.Malformed(var reason) ->
                retryable("bad-response", "Endpoint of agent %s: %s".formatted(agent.name(), reason), state);
            case ModelResponse.TooLarge(var limit) ->
                Outcomes.permanent(
                        "response-too-large",
                        "Response of agent %s exceeds %d bytes, the limit pulser.llm.max-response-bytes"
                                .formatted(agent.name(), limit));
            case ModelResponse.Complete _ -> throw new IllegalArgumentException("a complete response is no failure");
        };
    }

    private Outcome rejected(ModelResponse.Rejected rejected, LlmAttemptState state) {
        var problem =
                "Endpoint of agent %s returned HTTP %d%s".formatted(agent.name(), rejected.status(), rejected.detail());
        return switch (rejected.status()) {
            case 401, 403 -> Outcomes.permanent("credential-refused", "%s; %s".formatted(problem, credential()));
            case 404 -> Outcomes.permanent("model-unknown", "%s; model.name is %s".formatted(problem, model.name()));
            case 413 -> Outcomes.permanent("context-too-long", problem);
            case 408, 409, 425 -> unavailable(problem, rejected, state);
            default ->
                rejected.status() >= 500 ? unavailable(problem, rejected, state) : rejected(problem, rejected.detail());
        };
    }

    private static Outcome rejected(String problem, String detail) {
        return Outcomes.permanent(TOO_LONG.matcher(detail).find() ? "context-too-long" : "model-refused", problem);
    }

    private String credential() {
        return agent.connection().credential() == null
                ? "the agent has no credential; set the field credential"
                : "check the environment variable %s"
                        .formatted(agent.connection().credential());
    }

    private static Outcome unavailable(String problem, ModelResponse.Rejected rejected, LlmAttemptState state) {
        return afterCalls(
                new Outcome.Failed(new Failure.Transient("model-unavailable", problem, rejected.retryAfter())), state);
    }

    private static Outcome retryable(String code, String reason, LlmAttemptState state) {
        return afterCalls(Outcomes.retryable(code, reason), state);
    }

    /** Makes a retryable failure ambiguous if tools were called, because another attempt would call them again. */
    static Outcome afterCalls(Outcome outcome, LlmAttemptState state) {
        return state.calls() > 0 && outcome instanceof Outcome.Failed(Failure.Transient(var code, var reason, var _))
                ? Outcomes.ambiguous(code, "%s; %d tool calls were made before".formatted(reason, state.calls()))
                : outcome;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.egress.EgressBlocked;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.llm.bounds.Allowance.Grant;
import dev.pulser.adapters.llm.bounds.Allowance.Limit;
import dev.pulser.adapters.llm.chat.Answer;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.Model;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How an attempt with a model ends. The table of what its endpoint answers:
 *
 * <pre>
 * 401 403                   credential-refused, permanent, naming the variable
 * 404                       model-unknown, permanent
 * 400 413, too long         context-too-long, permanent
 * 3xx other 4xx             model-refused, permanent
 * 429                       waited for; then model-busy: deferred where nothing was used, else another attempt
 * 408 409 425 5xx           model-unavailable, another attempt, not before Retry-After
 * refused, no such name     model-unreachable, another attempt
 * broken off                model-connection-lost, another attempt
 * cannot be understood      bad-response, another attempt
 * above the limit           response-too-large, permanent
 * </pre>
 */
final class Endings {

    private static final Pattern TOO_LONG = Pattern.compile(
            "context.?length|context.?window|maximum context|too many tokens|prompt is too long",
            Pattern.CASE_INSENSITIVE);

    private final AgentDefinition agent;
    private final Model model;
    private final int maxResultBytes;

    Endings(AgentDefinition agent, Model model, int maxResultBytes) {
        this.agent = agent;
        this.model = model;
        this.maxResultBytes = maxResultBytes;
    }

    Outcome succeeded(String text, Reached reached) {
        var output = json(text).withoutNul();
        var result = "{\"success\":true,\"output\":%s,\"steps\":%d}".formatted(output.text(), reached.steps());
        int bytes = result.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= maxResultBytes
                ? new Outcome.Succeeded(result)
                : Results.permanent(
                        "response-too-large",
                        "the result of agent %s has %d bytes, the limit is %d (pulser.llm.max-result-bytes)"
                                .formatted(agent.name(), bytes, maxResultBytes));
    }

    private static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (MalformedJson e) {
            return Json.string(text);
        }
    }

    Outcome stepsExhausted(Reached reached) {
        return stopped("steps-exhausted", "model.max_steps, %d, is reached".formatted(model.maxSteps()), reached);
    }

    Outcome notGranted(Grant refusal, Reached reached) {
        return switch (refusal) {
            case Grant.NoMoney() -> moneyExhausted(reached);
            case Grant.NoTokens() -> tokensExhausted(reached);
            case Grant.Given given -> cut(given, reached);
        };
    }

    /** Its answer is not whole, because it could say no more than was granted. */
    Outcome cut(Grant.Given grant, Reached reached) {
        return switch (grant.limit()) {
            case Limit.TOKENS -> tokensExhausted(reached);
            case Limit.MONEY -> moneyExhausted(reached);
            case Limit.WANTED ->
                stopped(
                        "output-exhausted",
                        "its answer was cut off at model.max_output_tokens, %d".formatted(model.maxOutputTokens()),
                        reached);
        };
    }

    private Outcome tokensExhausted(Reached reached) {
        return stopped(
                "tokens-exhausted",
                "model.max_tokens, %d, leaves too little for another step".formatted(model.maxTokens()),
                reached);
    }

    private Outcome moneyExhausted(Reached reached) {
        var budget = agent.budget();
        return stopped(
                "money-exhausted",
                "budget.per_attempt, %s, leaves too little for another step"
                        .formatted(budget == null ? "" : Reached.dollars(budget.attemptMicros())),
                reached);
    }

    Outcome loop(int circle, Reached reached) {
        return stopped(
                "loop-detected",
                circle == 1
                        ? "it made the same call three times with the same result"
                        : "it made the same %d calls three times in a row with the same results".formatted(circle),
                reached);
    }

    Outcome unknownTools(String tool, Reached reached) {
        return stopped(
                "tool-unknown",
                "it went on asking for tools that it does not have, the last one was \"%s\""
                        .formatted(Excerpt.printable(tool)),
                reached);
    }

    Outcome filtered(Reached reached) {
        return stopped("content-filtered", "the endpoint suppressed its answer", reached);
    }

    private Outcome stopped(String code, String why, Reached reached) {
        return Results.permanent(code, "agent %s was stopped: %s; %s".formatted(agent.name(), why, reached.summary()));
    }

    /** Its answer holds neither words nor a request. */
    Outcome empty(Reached reached) {
        return retryable("bad-response", "the model of agent %s answered nothing".formatted(agent.name()), reached);
    }

    /** The endpoint wants to be left alone for longer than this attempt can wait. */
    Outcome busy(Duration after, Reached reached) {
        var reason = "the endpoint of agent %s is asked too often and wants to be left alone for %d s"
                .formatted(agent.name(), after.toSeconds() + 1);
        return reached.nothing()
                ? Results.deferred("model-busy", reason, after)
                : afterCalls(new Outcome.Failed(new Failure.Transient("model-busy", reason, after)), reached);
    }

    /** What it means that there is no whole answer. */
    Outcome failed(Answer answer, Reached reached) {
        return switch (answer) {
            case Answer.Refused refused -> refused(refused, reached);
            case Answer.Blocked(var why) -> Results.permanent(EgressBlocked.CODE, why);
            case Answer.NotReached(var why) ->
                retryable("model-unreachable", "the endpoint of agent %s: %s".formatted(agent.name(), why), reached);
            case Answer.Broken(var why) ->
                retryable(
                        "model-connection-lost", "the endpoint of agent %s: %s".formatted(agent.name(), why), reached);
            case Answer.Malformed(var why) ->
                retryable("bad-response", "the endpoint of agent %s: %s".formatted(agent.name(), why), reached);
            case Answer.TooLarge(var limit) ->
                Results.permanent(
                        "response-too-large",
                        "the endpoint of agent %s streamed more than %d bytes in one answer (pulser.llm.max-answer-bytes)"
                                .formatted(agent.name(), limit));
            case Answer.Whole _ -> throw new IllegalArgumentException("a whole answer is no failure");
        };
    }

    private Outcome refused(Answer.Refused refused, Reached reached) {
        var said = "the endpoint of agent %s answered %d%s".formatted(agent.name(), refused.status(), refused.words());
        return switch (refused.status()) {
            case 401, 403 -> Results.permanent("credential-refused", "%s; %s".formatted(said, credential()));
            case 404 -> Results.permanent("model-unknown", "%s; its model is %s".formatted(said, model.name()));
            case 413 -> Results.permanent("context-too-long", said);
            case 408, 409, 425 -> unavailable(said, refused, reached);
            default -> refused.status() >= 500 ? unavailable(said, refused, reached) : refused(said, refused.words());
        };
    }

    private static Outcome refused(String said, String words) {
        return Results.permanent(TOO_LONG.matcher(words).find() ? "context-too-long" : "model-refused", said);
    }

    private String credential() {
        return agent.credential() == null
                ? "the agent names no credential"
                : "its credential is in the environment variable %s".formatted(agent.credential());
    }

    private static Outcome unavailable(String said, Answer.Refused refused, Reached reached) {
        return afterCalls(
                new Outcome.Failed(new Failure.Transient("model-unavailable", said, refused.retryAfter())), reached);
    }

    private static Outcome retryable(String code, String reason, Reached reached) {
        return afterCalls(Results.retryable(code, reason), reached);
    }

    /** Another attempt would make the calls again that have been made. */
    static Outcome afterCalls(Outcome outcome, Reached reached) {
        return reached.calls() > 0 && outcome instanceof Outcome.Failed(Failure.Transient(var code, var reason, var _))
                ? Results.unknown(code, "%s; %d tool calls had been made".formatted(reason, reached.calls()))
                : outcome;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.contract.agent.Rates;
import dev.pulser.contract.task.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of an attempt.
 *
 * @param json the whole record
 */
record WorkerOutcome(String task, int epoch, Status status, Json json) {

    private static final double MAX_NUMBER = 1e12;

    enum Status {
        SUCCEEDED,
        FAILED,
        PROGRESS
    }

    /** The message says what is wrong with the record, and completes "it …". */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }
    }

    static WorkerOutcome read(String text) throws Malformed {
        Json json;
        try {
            json = Json.parse(text);
        } catch (MalformedJson e) {
            throw new Malformed("is not JSON: " + e.getMessage());
        }
        var task = text(json, "task_id");
        if (task == null) {
            throw new Malformed("has no task_id");
        }
        var epoch = number(json, "epoch").orElseThrow(() -> new Malformed("has no epoch"));
        var status = switch (String.valueOf(text(json, "status"))) {
            case "succeeded" -> Status.SUCCEEDED;
            case "failed" -> Status.FAILED;
            case "progress" -> Status.PROGRESS;
            default -> throw new Malformed("has no status that is succeeded, failed or progress");
        };
        return new WorkerOutcome(task, epoch.intValue(), status, json);
    }

    /** A text member; null where there is none. */
    @Nullable
    String text(String member) {
        return text(json, member);
    }

    /** From 0 to 1; null where it says nothing, or something else. */
    @Nullable
    Double fraction() {
        return number(json, "fraction")
                .filter(share -> share >= 0 && share <= 1)
                .orElse(null);
    }

    boolean isTrue(String member) {
        var value = json.member(member);
        return value != null && value.isTrue();
    }

    /** {@code "usage": {"input_tokens": 1, "output_tokens": 2, "cost_usd": 0.01}}; without a cost the rates say it. */
    Usage usage(Rates rates) {
        var usage = json.member("usage");
        if (usage == null) {
            return Usage.NONE;
        }
        var tokens = rates.of(
                amount(usage, "input_tokens").longValue(),
                amount(usage, "output_tokens").longValue());
        return usage.member("cost_usd") == null
                ? tokens
                : new Usage(
                        tokens.inputTokens(), tokens.outputTokens(), (long) Math.ceil(amount(usage, "cost_usd") * 1e6));
    }

    private static Double amount(Json usage, String member) {
        return number(usage, member)
                .filter(amount -> amount >= 0 && amount <= MAX_NUMBER)
                .orElse(0.0);
    }

    private static @Nullable String text(Json json, String member) {
        var value = json.member(member);
        return value == null ? null : value.asString().orElse(null);
    }

    private static Optional<Double> number(Json json, String member) {
        var value = json.member(member);
        return value == null ? Optional.empty() : value.asNumber();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Outcome or progress message of a worker.
 *
 * @param json whole record
 */
record WorkerOutcome(String task, int epoch, Status status, Json json) {

    private static final double MAX_NUMBER = 1e12;

    enum Status {
        SUCCEEDED,
        FAILED,
        PROGRESS
    }

    /** Signals an invalid outcome record. The message says what is wrong with it. */
    static final class MalformedOutcomeException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedOutcomeException(String problem) {
            super(problem);
        }
    }

    static WorkerOutcome read(String text) throws MalformedOutcomeException {
        Json json;
        try {
            json = Json.parse(text);
        } catch (MalformedJsonException e) {
            throw new MalformedOutcomeException("record is not JSON: " + e.getMessage());
        }
        var task = text(json, "task_id");
        if (task == null) {
            throw new MalformedOutcomeException("task_id is missing");
        }
        var epoch = number(json, "epoch").orElseThrow(() -> new MalformedOutcomeException("epoch is missing"));
        var status = switch (String.valueOf(text(json, "status"))) {
            case "succeeded" -> Status.SUCCEEDED;
            case "failed" -> Status.FAILED;
            case "progress" -> Status.PROGRESS;
            default -> throw new MalformedOutcomeException("status must be succeeded, failed or progress");
        };
        return new WorkerOutcome(task, epoch.intValue(), status, json);
    }

    /** Returns the string member; null if it is missing or no string. */
    @Nullable
    String text(String member) {
        return text(json, member);
    }

    /** Returns the fraction, 0 to 1; null if it is missing or invalid. */
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

    /**
     * Returns the usage of {@code "usage": {"input_tokens": 1, "output_tokens": 2, "cost_usd": 0.01}}. Without a cost,
     * the agent's rates determine it.
     */
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

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Performance of an agent compared with its service level.
 *
 * @param target     service level of the agent's definition
 * @param tasks      number of completed and failed tasks measured, at most the last 100
 * @param completed  number of completed tasks of these
 * @param attempts   number of attempts of these; each completed task has one that succeeded
 * @param responseMs mean duration of their last attempts; null when none was started
 */
record ServiceLevelMeasurement(
        AgentName agent,
        ServiceLevel target,
        int tasks,
        int completed,
        long attempts,
        @Nullable Double responseMs) {

    /** Smallest number of tasks that is evaluated: of fewer, a single failure is too large a share. */
    static final int MIN_TASKS = 20;

    /** Returns one sentence per breached target. */
    List<String> breaches() {
        var breaches = new ArrayList<String>();
        if (tasks < MIN_TASKS) {
            return breaches;
        }
        double completion = 100.0 * completed / tasks;
        if (completion < target.completionPercent()) {
            breaches.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of the last %d tasks completed (target: at least %.1f %%).",
                    completion,
                    tasks,
                    target.completionPercent()));
        }
        double errors = attempts == 0 ? 0 : 100.0 * (attempts - completed) / attempts;
        if (errors > target.errorPercent()) {
            breaches.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of the attempts failed (target: at most %.1f %%).",
                    errors,
                    target.errorPercent()));
        }
        if (responseMs != null && responseMs > target.response().toMillis()) {
            breaches.add(String.format(
                    Locale.ROOT,
                    "An attempt takes %.1f s on average (target: at most %.1f s).",
                    responseMs / 1_000,
                    target.response().toMillis() / 1_000.0));
        }
        return breaches;
    }
}

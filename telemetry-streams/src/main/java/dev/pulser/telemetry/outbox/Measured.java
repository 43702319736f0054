// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an agent promised, and what its last tasks were like.
 *
 * @param tasks      that completed or failed, the latest 100 at most
 * @param completed  of these
 * @param attempts   at these; each completed task has one that succeeded
 * @param responseMs mean time of their last attempts; null where none was begun
 */
record Measured(
        AgentName agent,
        ServiceLevel promised,
        int tasks,
        int completed,
        long attempts,
        @Nullable Double responseMs) {

    /** With fewer tasks than these one failure would look like many. */
    static final int LEAST_TASKS = 20;

    /** One sentence for each promise that is not kept. */
    List<String> breaches() {
        var breaches = new ArrayList<String>();
        if (tasks < LEAST_TASKS) {
            return breaches;
        }
        double completion = 100.0 * completed / tasks;
        if (completion < promised.completionPercent()) {
            breaches.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of its last %d tasks completed, at least %.1f %% is promised",
                    completion,
                    tasks,
                    promised.completionPercent()));
        }
        double errors = attempts == 0 ? 0 : 100.0 * (attempts - completed) / attempts;
        if (errors > promised.errorPercent()) {
            breaches.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of its attempts failed, less than %.1f %% is promised",
                    errors,
                    promised.errorPercent()));
        }
        if (responseMs != null && responseMs > promised.response().toMillis()) {
            breaches.add(String.format(
                    Locale.ROOT,
                    "an attempt takes %.1f s on average, less than %.1f s is promised",
                    responseMs / 1_000,
                    promised.response().toMillis() / 1_000.0));
        }
        return breaches;
    }
}

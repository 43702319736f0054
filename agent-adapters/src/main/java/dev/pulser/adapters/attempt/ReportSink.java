// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.contract.routing.AdapterReport;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Publisher of reports to lanes. Safe from any thread. */
public interface ReportSink {

    /**
     * Sends a report. The future completes when the broker has acknowledged it; blocks while the producer's buffer is
     * full.
     *
     * @param traceparent W3C trace context of the task; null if it has none
     */
    CompletableFuture<Void> send(AdapterReport report, @Nullable String traceparent);
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.routing.Report;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes reports to the lanes. Safe from any thread. */
interface ReportSink {

    /**
     * Completes when the lane's topic has it; may take as long as the broker is away, and may block as long.
     *
     * @param traceparent W3C trace context of the task
     */
    CompletableFuture<Void> send(Report report, @Nullable String traceparent);
}

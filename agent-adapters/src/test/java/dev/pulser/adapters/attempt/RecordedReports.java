// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.contract.routing.AdapterReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** AdapterReport sink that records reports; can simulate an unavailable broker. */
final class RecordedReports implements ReportSink {

    private final List<AdapterReport> reports = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> pending = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public CompletableFuture<Void> send(AdapterReport report, @Nullable String traceparent) {
        reports.add(report);
        if (failing) {
            var written = new CompletableFuture<Void>();
            pending.add(written);
            return written;
        }
        return CompletableFuture.completedFuture(null);
    }

    void fail() {
        failing = true;
    }

    void recover() {
        failing = false;
        pending.forEach(written -> written.complete(null));
    }

    List<AdapterReport> all() {
        return reports;
    }

    List<AdapterReport.AttemptEnded> ended() {
        return reports.stream()
                .map(AdapterReport::body)
                .filter(AdapterReport.AttemptEnded.class::isInstance)
                .map(AdapterReport.AttemptEnded.class::cast)
                .toList();
    }
}

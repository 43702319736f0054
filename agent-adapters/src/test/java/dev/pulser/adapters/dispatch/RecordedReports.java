// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.routing.Report;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A topic that is a list; the broker can be away. */
final class RecordedReports implements ReportSink {

    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> open = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    @Override
    public CompletableFuture<Void> send(Report report, @Nullable String traceparent) {
        reports.add(report);
        if (away) {
            var written = new CompletableFuture<Void>();
            open.add(written);
            return written;
        }
        return CompletableFuture.completedFuture(null);
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
        open.forEach(written -> written.complete(null));
    }

    List<Report> all() {
        return reports;
    }

    List<Report.Ended> ended() {
        return reports.stream()
                .map(Report::body)
                .filter(Report.Ended.class::isInstance)
                .map(Report.Ended.class::cast)
                .toList();
    }
}

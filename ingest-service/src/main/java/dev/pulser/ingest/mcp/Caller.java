// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.mcp.message.Message;
import dev.pulser.ingest.mcp.tool.Listener;
import dev.pulser.ingest.problem.CorrelationId;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.Problems;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Who sent a request, and who is told on the way to its answer. */
record Caller(Company company, Listener listener, RoutingContext http) {

    String correlationId() {
        return CorrelationId.of(http);
    }

    /** The client is told no more of it than where the log has it. */
    Problem defect(Throwable e) {
        return Problems.defect(e, http);
    }

    /** Trace context of the message, else of its request; null where neither has one. */
    @Nullable
    String traceparent(Message.Request request) {
        var meta = request.params().object("_meta");
        var inBody = meta == null ? null : CorrelationId.validTraceparent(meta.text("traceparent"));
        return inBody != null
                ? inBody
                : CorrelationId.validTraceparent(http.request().getHeader("traceparent"));
    }
}

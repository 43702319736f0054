// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage;
import dev.pulser.ingest.mcp.tool.McpProgressListener;
import dev.pulser.ingest.problem.CorrelationId;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.Problems;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Caller of an MCP request: its company, its progress listener and its HTTP context. */
record McpCaller(Company company, McpProgressListener listener, RoutingContext http) {

    String correlationId() {
        return CorrelationId.of(http);
    }

    /** Logs an unexpected error and returns the problem for the client. */
    Problem internalError(Throwable e) {
        return Problems.internalError(e, http);
    }

    /** Returns the W3C trace context of the message, else of its HTTP request; null if neither has one. */
    @Nullable
    String traceparent(JsonRpcMessage.Request request) {
        var meta = request.params().object("_meta");
        var inBody = meta == null ? null : CorrelationId.validTraceparent(meta.text("traceparent"));
        return inBody != null
                ? inBody
                : CorrelationId.validTraceparent(http.request().getHeader("traceparent"));
    }
}

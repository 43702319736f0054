// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** CORS headers for the configured origins. Requests of other origins get none, and browsers block them. */
final class CorsHeaders {

    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
    private static final String REQUEST_HEADERS =
            "Content-Type, Idempotency-Key, If-Match, Prefer, traceparent, MCP-Protocol-Version, Mcp-Method, Mcp-Name";
    private static final String RESPONSE_HEADERS = "ETag, Location, Preference-Applied, Retry-After";

    private final Set<String> origins;

    CorsHeaders(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Adds CORS headers. Returns true when the request was a preflight and has been answered. */
    boolean answers(RoutingContext request) {
        var origin = request.request().getHeader("Origin");
        if (origin == null || origins.isEmpty()) {
            return false;
        }
        var response = request.response().putHeader("Vary", "Origin");
        if (!origins.contains("*") && !origins.contains(origin)) {
            return false;
        }
        response.putHeader("Access-Control-Allow-Origin", origins.contains("*") ? "*" : origin)
                .putHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        if (!HttpMethod.OPTIONS.equals(request.request().method())
                || request.request().getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        response.setStatusCode(204)
                .putHeader("Access-Control-Allow-Methods", METHODS)
                .putHeader("Access-Control-Allow-Headers", REQUEST_HEADERS)
                .putHeader("Access-Control-Max-Age", "600")
                .end();
        return true;
    }
}

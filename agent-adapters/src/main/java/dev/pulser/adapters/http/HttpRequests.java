// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import dev.pulser.adapters.spi.AssignmentJson;
import dev.pulser.contract.routing.Assignment;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Factory of HTTP requests from assignments. */
final class HttpRequests {

    private HttpRequests() {}

    /**
     * Returns the request that carries the assignment.
     *
     * @param request builder with address and credential
     * @param callback URL for a result that takes longer than the request
     */
    static HttpRequest of(HttpRequest.Builder request, Assignment assignment, URI callback) {
        request.header("Content-Type", "application/json")
                .header("Accept", "application/json, text/plain;q=0.9")
                .header("Idempotency-Key", assignment.idempotencyKey(0))
                .header("X-Pulser-Attempt", Integer.toString(assignment.attemptNumber()))
                .header("X-Pulser-Epoch", Integer.toString(assignment.epoch()))
                .header("X-Pulser-Callback", callback.toString())
                .POST(BodyPublishers.ofByteArray(AssignmentJson.of(assignment)));
        var traceparent = assignment.task().traceparent();
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return request.build();
    }
}

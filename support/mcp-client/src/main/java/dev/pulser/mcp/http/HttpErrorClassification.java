// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.rpc.RequestOutcome;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Classification of an HTTP status other than 2xx.
 *
 * @param outcome     outcome of the request
 * @param closeReason reason to close the connection; null to keep it open
 */
record HttpErrorClassification(
        RequestOutcome outcome, @Nullable CloseReason closeReason) {

    private static final long HEADER_MISMATCH = -32020;
    private static final long UNSUPPORTED_VERSION = -32022;
    private static final Pattern MISSING_SESSION = Pattern.compile("(?i)session|not initiali[sz]ed");

    /**
     * HTTP error response.
     *
     * @param error JSON-RPC error in its body; null if there is none
     * @param body  beginning of its body
     */
    record HttpError(int status, RequestOutcome.@Nullable ErrorResponse error, String body) {

        private String message() {
            if (status >= 300 && status < 400) {
                return "HTTP %d: redirects are not followed. Set url to the final address".formatted(status);
            }
            var detail = error == null ? Excerpt.line(body) : Excerpt.line(error.message());
            return "HTTP %d%s".formatted(status, detail.isEmpty() ? "" : ": " + detail);
        }

        private boolean hasCode(long code) {
            return error != null && error.code() == code;
        }

        private boolean isMissingSession() {
            return error != null && MISSING_SESSION.matcher(error.message()).find();
        }

        private RequestOutcome.ErrorResponse toErrorResponse() {
            return error == null ? new RequestOutcome.ErrorResponse(status, message(), null, 0) : error;
        }
    }

    /**
     * Classifies an error response.
     *
     * @param revision   null during version negotiation
     * @param hasSession true if the request had a session id
     */
    static HttpErrorClassification of(HttpError error, @Nullable ProtocolRevision revision, boolean hasSession) {
        int status = error.status();
        if (status == 401 || status == 403) {
            return rejected(new CloseReason(
                    CloseReason.UNAUTHORIZED,
                    ("Authorization required (HTTP %d). Add a header such as \"Authorization\": \"Bearer ${env:TOKEN}\" to"
                                    + " the declaration of the server")
                            .formatted(status)));
        }
        if (revision == null) {
            return errorResponse(error);
        }
        return switch (status) {
            case 400, 404, 405, 406, 410, 415 -> clientError(error, revision, hasSession);
            case 502, 504 ->
                new HttpErrorClassification(
                        new RequestOutcome.Lost(error.message()), CloseReason.retryable(error.message()));
            case 503 -> new HttpErrorClassification(error.toErrorResponse(), CloseReason.retryable(error.message()));
            default -> status < 500 || error.error() != null ? errorResponse(error) : lost(error);
        };
    }

    /** Either the request is invalid, or the server was replaced by one with another session or revision. */
    private static HttpErrorClassification clientError(HttpError error, ProtocolRevision revision, boolean hasSession) {
        if (hasSession && (error.status() == 404 || error.isMissingSession())) {
            return rejected(CloseReason.retryable("Session expired (%s)".formatted(error.message())));
        }
        boolean stateless = revision instanceof ProtocolRevision.Stateless;
        boolean changed = error.error() == null
                || error.isMissingSession()
                || error.hasCode(UNSUPPORTED_VERSION)
                || (!stateless && error.hasCode(HEADER_MISMATCH));
        return changed
                ? rejected(CloseReason.retryable("Protocol version changed (%s)".formatted(error.message())))
                : errorResponse(error);
    }

    private static HttpErrorClassification rejected(CloseReason reason) {
        return new HttpErrorClassification(new RequestOutcome.NotSent(reason.message()), reason);
    }

    private static HttpErrorClassification errorResponse(HttpError error) {
        return new HttpErrorClassification(error.toErrorResponse(), null);
    }

    private static HttpErrorClassification lost(HttpError error) {
        return new HttpErrorClassification(new RequestOutcome.Lost(error.message()), null);
    }
}

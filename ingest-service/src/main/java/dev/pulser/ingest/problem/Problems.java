// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import dev.pulser.contract.text.Excerpt;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Problems shared by several features, and responses outside of the REST resources. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** Logs an unexpected error and returns a problem that refers to the log. */
    public static Problem internalError(Throwable e, RoutingContext request) {
        LOG.errorf(
                e,
                "Request failed method=%s path=%s correlation_id=%s",
                request.request().method(),
                printable(request.request().path()),
                CorrelationId.of(request));
        return Problem.of(
                ProblemType.INTERNAL_ERROR,
                "An unexpected error occurred; the service log has details under the correlation id.");
    }

    /** Returns the problem for an unknown path. */
    public static Problem notFound(RoutingContext request) {
        return Problem.of(
                ProblemType.NOT_FOUND,
                "Path %s does not exist; /docs lists all paths."
                        .formatted(printable(request.request().path())));
    }

    /** Returns the problem for a method that the path does not allow. */
    public static Problem methodNotAllowed(RoutingContext request) {
        var allowed = AllowedMethods.at(request.request().path()).orElse("GET, HEAD, OPTIONS");
        return Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "Method %s is not allowed; allowed: %s."
                                .formatted(printable(request.request().method().name()), allowed))
                .with("Allow", allowed);
    }

    /** Returns the problem for an unsupported media type. */
    public static Problem unsupportedMediaType() {
        return Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Bodies must be Content-Type: application/json in UTF-8 without Content-Encoding.");
    }

    /**
     * Sends a problem outside of a resource.
     *
     * @param close true to close the connection, when the rest of the request must not be read
     */
    public static void send(RoutingContext request, Problem problem, boolean close) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.type().status()).putHeader("Content-Type", ProblemJson.MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        var body = Buffer.buffer(ProblemJson.write(problem, CorrelationId.of(request)));
        if (close) {
            response.putHeader("Connection", "close");
        }
        var ended = HttpMethod.HEAD.equals(request.request().method()) ? response.end() : response.end(body);
        if (close) {
            ended.onComplete(done -> request.request().connection().close());
        }
    }

    private static String printable(@Nullable String text) {
        return Excerpt.escaped(text == null ? "" : text);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Problems that many places have, and how they are answered below the resources. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** The log has the defect, the client only where to find it there. */
    public static Problem defect(Throwable e, RoutingContext request) {
        LOG.errorf(
                e,
                "request failed method=%s path=%s correlation_id=%s",
                request.request().method(),
                PrintablePath.of(request.request().path()),
                CorrelationId.of(request));
        return Problem.of(
                ProblemType.INTERNAL, "this is a defect; the log of the service has it under the correlation id");
    }

    /** For an address without anything. */
    public static Problem nothingHere(RoutingContext request) {
        return Problem.of(
                ProblemType.NOT_FOUND,
                "%s is not an address of this service; /docs lists them"
                        .formatted(PrintablePath.of(request.request().path())));
    }

    /** For a method that an address does not have. */
    public static Problem notAllowed(RoutingContext request) {
        var allowed = AllowedMethods.at(request.request().path()).orElse("GET, HEAD, OPTIONS");
        return Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "%s is not among the methods of this address: %s"
                                .formatted(
                                        PrintablePath.of(
                                                request.request().method().name()),
                                        allowed))
                .with("Allow", allowed);
    }

    /** For a body in another form than JSON. */
    public static Problem mediaType() {
        return Problem.of(
                ProblemType.MEDIA_TYPE,
                "bodies are taken as Content-Type: application/json, in UTF-8 and without Content-Encoding");
    }

    /** Answers below the resources, and closes the connection where the rest of the request must not be read. */
    public static void end(RoutingContext request, Problem problem, boolean close) {
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
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import dev.pulser.ingest.problem.AllowedMethods;
import dev.pulser.ingest.problem.CorrelationId;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * First filter of every request: checks path, method and body on the event loop. Accepted requests have their complete
 * body in memory; all others are answered with a problem.
 */
@Singleton
final class RequestFilter {

    private static final String BATCH = "/api/v1/tasks/batch";
    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> KNOWN = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.OPTIONS,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE);
    private static final int FIRST = 1_000;

    private final HttpRequestConfig config;
    private final BodyMemoryBudget budget;
    private final CorsHeaders cors;

    RequestFilter(HttpRequestConfig config) {
        this.config = config;
        this.budget = new BodyMemoryBudget(config.bodyBudget().asLongValue());
        this.cors = new CorsHeaders(config.corsOrigins().orElse(Set.of()));
    }

    void guard(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** Answers requests that no route handles. */
    void catchAll(@Observes Router router) {
        router.route().last().handler(request -> Problems.send(request, Problems.notFound(request), false));
    }

    private void check(RoutingContext request) {
        var method = request.request().method();
        request.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Correlation-Id", CorrelationId.of(request));
        var path = PathRules.of(request.request().uri());
        switch (PathRules.judge(path)) {
            case AMBIGUOUS -> Problems.send(request, Problems.notFound(request), hasBody(request));
            case TOO_LONG ->
                Problems.send(
                        request,
                        Problem.of(
                                ProblemType.URI_TOO_LONG,
                                "The path exceeds %d characters.".formatted(PathRules.MAX_CHARS)),
                        true);
            case PLAIN -> {
                if (!KNOWN.contains(method) || !AllowedMethods.allows(path, method.name())) {
                    Problems.send(request, Problems.methodNotAllowed(request), true);
                } else if (!cors.answers(request)) {
                    body(request, method);
                }
            }
        }
    }

    private void body(RoutingContext request, HttpMethod method) {
        if (!hasBody(request)) {
            request.next();
            return;
        }
        long limit = BATCH.equals(request.request().path())
                ? config.maxBatch().asLongValue()
                : config.maxBody().asLongValue();
        if (declaredLength(request) > limit) {
            Problems.send(request, RequestBodyReader.tooLarge(limit), true);
        } else if (!WITHOUT_BODY.contains(method) && !isTaken(request)) {
            Problems.send(request, Problems.unsupportedMediaType(), true);
        } else {
            new RequestBodyReader(request, limit, budget).start(config.bodyTimeout());
        }
    }

    private static boolean isTaken(RoutingContext request) {
        var type = request.request().getHeader("Content-Type");
        boolean isPatch = HttpMethod.PATCH.equals(request.request().method()) && MediaTypes.isMergePatch(type);
        return (isPatch || MediaTypes.isJson(type))
                && MediaTypes.isPlain(request.request().getHeader("Content-Encoding"));
    }

    private static boolean hasBody(RoutingContext request) {
        return request.request().getHeader("Transfer-Encoding") != null || declaredLength(request) > 0;
    }

    private static long declaredLength(RoutingContext request) {
        var length = request.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE; // beyond any limit
        }
    }
}

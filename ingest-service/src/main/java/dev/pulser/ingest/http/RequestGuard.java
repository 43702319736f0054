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
 * What every request passes first, on the event loop: its path, its method, its body. What passes is complete in memory
 * and within all limits; everything else is answered here with a problem.
 */
@Singleton
final class RequestGuard {

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

    private final HttpConfig config;
    private final BodyBudget budget;
    private final Cors cors;

    RequestGuard(HttpConfig config) {
        this.config = config;
        this.budget = new BodyBudget(config.bodyBudget().asLongValue());
        this.cors = new Cors(config.corsOrigins().orElse(Set.of()));
    }

    void guard(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** What no route took. */
    void catchAll(@Observes Router router) {
        router.route().last().handler(request -> Problems.end(request, Problems.nothingHere(request), false));
    }

    private void check(RoutingContext request) {
        var method = request.request().method();
        request.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Correlation-Id", CorrelationId.of(request));
        var path = PathRules.of(request.request().uri());
        switch (PathRules.judge(path)) {
            case AMBIGUOUS -> Problems.end(request, Problems.nothingHere(request), hasBody(request));
            case TOO_LONG ->
                Problems.end(
                        request,
                        Problem.of(
                                ProblemType.URI_TOO_LONG,
                                "the path has more than %d characters".formatted(PathRules.MAX_CHARS)),
                        true);
            case PLAIN -> {
                if (!KNOWN.contains(method) || !AllowedMethods.allows(path, method.name())) {
                    Problems.end(request, Problems.notAllowed(request), true);
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
        long cap = BATCH.equals(request.request().path())
                ? config.maxBatch().asLongValue()
                : config.maxBody().asLongValue();
        if (declaredLength(request) > cap) {
            Problems.end(request, BodyReading.tooLarge(cap), true);
        } else if (!WITHOUT_BODY.contains(method) && !isTaken(request)) {
            Problems.end(request, Problems.mediaType(), true);
        } else {
            new BodyReading(request, cap, budget).start(config.bodyTimeout());
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

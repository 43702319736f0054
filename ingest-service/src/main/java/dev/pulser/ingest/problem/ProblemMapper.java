// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Exception mapper of all REST resources. */
@Singleton
class ProblemMapper {

    @ServerExceptionMapper
    Response answer(ProblemException e, RoutingContext request) {
        return response(e.problem(), request);
    }

    @ServerExceptionMapper
    Response answer(NotFoundException e, RoutingContext request) {
        return response(Problems.notFound(request), request);
    }

    @ServerExceptionMapper
    Response answer(NotAllowedException e, RoutingContext request) {
        return response(Problems.methodNotAllowed(request), request);
    }

    @ServerExceptionMapper
    Response answer(NotSupportedException e, RoutingContext request) {
        return response(Problems.unsupportedMediaType(), request);
    }

    @ServerExceptionMapper
    Response answer(NotAcceptableException e, RoutingContext request) {
        return response(
                Problem.of(ProblemType.NOT_ACCEPTABLE, "Responses are application/json; change the Accept header."),
                request);
    }

    @ServerExceptionMapper
    Response answer(WebApplicationException e, RoutingContext request) {
        int status = e.getResponse().getStatus();
        if (status == 400) {
            return response(Problem.of(ProblemType.REQUEST_MALFORMED, "The request is malformed."), request);
        }
        return answer((Throwable) e, request);
    }

    @ServerExceptionMapper
    Response answer(Throwable e, RoutingContext request) {
        return response(Problems.internalError(e, request), request);
    }

    private static Response response(Problem problem, RoutingContext request) {
        var response = Response.status(problem.type().status())
                .type(ProblemJson.MEDIA_TYPE)
                .entity(ProblemJson.write(problem, CorrelationId.of(request)));
        problem.headers().forEach(response::header);
        return response.build();
    }
}

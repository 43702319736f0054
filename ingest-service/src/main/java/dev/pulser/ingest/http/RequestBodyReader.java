// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.ingest.problem.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;

/**
 * Reader of one request body within its limits. Resumes the request when the body is complete. Runs on the connection's
 * event loop, so that a slow client does not occupy a thread.
 */
final class RequestBodyReader {

    private final RoutingContext request;
    private final long cap;
    private final BodyMemoryBudget budget;
    private final Buffer body = Buffer.buffer();

    private long taken;
    private long timer;
    private boolean over;

    RequestBodyReader(RoutingContext request, long cap, BodyMemoryBudget budget) {
        this.request = request;
        this.cap = cap;
        this.budget = budget;
    }

    void start(Duration timeout) {
        request.addEndHandler(ended -> budget.giveBack(taken));
        timer = request.vertx().setTimer(timeout.toMillis(), id -> tooSlow(timeout));
        request.request()
                .handler(this::chunk)
                .endHandler(ended -> complete())
                .exceptionHandler(e -> stop())
                .resume();
    }

    private void chunk(Buffer chunk) {
        if (over) {
            return;
        }
        if (body.length() + chunk.length() > cap) {
            refuse(tooLarge(cap));
        } else if (!budget.take(chunk.length())) {
            refuse(overloaded());
        } else {
            taken += chunk.length();
            body.appendBuffer(chunk);
        }
    }

    private void complete() {
        if (!over) {
            stop();
            ((RoutingContextInternal) request).setBody(body);
            request.next();
        }
    }

    private void tooSlow(Duration timeout) {
        if (!over) {
            refuse(Problem.of(
                    ProblemType.REQUEST_TIMEOUT,
                    "The body was not complete within %d seconds; %d bytes were received."
                            .formatted(timeout.toSeconds(), body.length())));
        }
    }

    private void refuse(Problem problem) {
        stop();
        Problems.send(request, problem, true);
    }

    private void stop() {
        over = true;
        request.vertx().cancelTimer(timer);
    }

    static Problem tooLarge(long cap) {
        return Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "The body exceeds %d bytes; send a smaller body or several requests.".formatted(cap));
    }

    static Problem overloaded() {
        return Problem.temporary(
                ProblemType.OVERLOADED,
                "Too many request bodies are being received; try again later.",
                Duration.ofSeconds(1));
    }
}

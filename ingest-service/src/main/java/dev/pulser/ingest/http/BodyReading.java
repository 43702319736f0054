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
 * Takes one request's body in, within its limits, and lets the request go on when it is complete. Everything happens on
 * the connection's event loop, so that a slow client holds no thread.
 */
final class BodyReading {

    private final RoutingContext request;
    private final long cap;
    private final BodyBudget budget;
    private final Buffer body = Buffer.buffer();

    private long taken;
    private long timer;
    private boolean over;

    BodyReading(RoutingContext request, long cap, BodyBudget budget) {
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
                    ProblemType.BODY_TIMEOUT,
                    "after %d s only %d bytes of the body are here; send it faster"
                            .formatted(timeout.toSeconds(), body.length())));
        }
    }

    private void refuse(Problem problem) {
        stop();
        Problems.end(request, problem, true);
    }

    private void stop() {
        over = true;
        request.vertx().cancelTimer(timer);
    }

    static Problem tooLarge(long cap) {
        return Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "the body has more than %d bytes, which is the limit here; send less, or several".formatted(cap));
    }

    static Problem overloaded() {
        return Problem.passing(
                ProblemType.OVERLOADED,
                "too many bodies are being read at this moment; try again",
                Duration.ofSeconds(1));
    }
}

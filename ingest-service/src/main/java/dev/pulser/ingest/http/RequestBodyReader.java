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
    private final long limit;
    private final BodyMemoryBudget budget;
    private final Buffer body = Buffer.buffer();

    private long taken;
    private long timer;
    private boolean stopped;

    RequestBodyReader(RoutingContext request, long limit, BodyMemoryBudget budget) {
        this.request = request;
        this.limit = limit;
        this.budget = budget;
    }

    void start(Duration timeout) {
        request.addEndHandler(ended -> budget.release(taken));
        timer = request.vertx().setTimer(timeout.toMillis(), id -> onTimeout(timeout));
        request.request()
                .handler(this::onChunk)
                .endHandler(ended -> complete())
                .exceptionHandler(e -> stop())
                .resume();
    }

    private void onChunk(Buffer chunk) {
        if (stopped) {
            return;
        }
        if (body.length() + chunk.length() > limit) {
            reject(tooLarge(limit));
        } else if (!budget.reserve(chunk.length())) {
            reject(overloaded());
        } else {
            taken += chunk.length();
            body.appendBuffer(chunk);
        }
    }

    private void complete() {
        if (!stopped) {
            stop();
            ((RoutingContextInternal) request).setBody(body);
            request.next();
        }
    }

    private void onTimeout(Duration timeout) {
        if (!stopped) {
            reject(Problem.of(
                    ProblemType.REQUEST_TIMEOUT,
                    "The body was not complete within %d seconds; %d bytes were received."
                            .formatted(timeout.toSeconds(), body.length())));
        }
    }

    private void reject(Problem problem) {
        stop();
        Problems.send(request, problem, true);
    }

    private void stop() {
        stopped = true;
        request.vertx().cancelTimer(timer);
    }

    static Problem tooLarge(long limit) {
        return Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "The body exceeds %d bytes; send a smaller body or several requests.".formatted(limit));
    }

    static Problem overloaded() {
        return Problem.temporary(
                ProblemType.OVERLOADED,
                "Too many request bodies are being received; try again later.",
                Duration.ofSeconds(1));
    }
}

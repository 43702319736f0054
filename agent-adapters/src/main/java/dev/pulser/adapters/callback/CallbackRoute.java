// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import static java.util.Objects.requireNonNull;

import dev.pulser.adapters.json.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /callbacks/<token>} and {@code /callbacks/<token>/progress}. Nothing is kept of a post whose token is wrong; of
 * the others no more than the limits allow.
 */
@Singleton
final class CallbackRoute {

    static final String PATH = "/callbacks/";

    private final Callbacks callbacks;
    private final int maxBytes;
    private final long readMillis;

    CallbackRoute(Callbacks callbacks, CallbackConfig config) {
        this.callbacks = callbacks;
        maxBytes = config.maxBytes();
        readMillis = config.readTimeout().toMillis();
    }

    private interface Receiver {
        Receipt receive(String token, HttpHeaders headers, byte[] body);
    }

    void add(@Observes Router router) {
        router.post(PATH + ":token").handler(http -> read(http, callbacks::post));
        router.post(PATH + ":token/progress").handler(http -> read(http, callbacks::progress));
    }

    private void read(RoutingContext http, Receiver receiver) {
        var token = requireNonNull(http.pathParam("token"), "token");
        var refusal = callbacks.refusal(token);
        var request = http.request();
        var body = new Body(refusal == null);
        var alarm = http.vertx()
                .setTimer(
                        readMillis,
                        id -> hangUp(http, 408, "the body did not come within %d ms".formatted(readMillis)));
        request.handler(chunk -> {
            if (!body.take(chunk, maxBytes)) {
                http.vertx().cancelTimer(alarm);
                hangUp(http, 413, "the body is longer than %d bytes".formatted(maxBytes));
            }
        });
        request.exceptionHandler(gone -> http.vertx().cancelTimer(alarm));
        request.endHandler(end -> {
            http.vertx().cancelTimer(alarm);
            if (!http.response().ended()) {
                var receipt = refusal != null ? refusal : receiver.receive(token, headers(http), body.bytes());
                answer(http, receipt.status(), receipt.detail());
            }
        });
        request.resume();
    }

    /** What has come so far; of a post that is refused anyway nothing is kept. */
    private static final class Body {

        private final boolean kept;
        private final Buffer buffer = Buffer.buffer();
        private int length;

        Body(boolean kept) {
            this.kept = kept;
        }

        /** Whether it is within the limit. */
        boolean take(Buffer chunk, int maxBytes) {
            length += chunk.length();
            if (length > maxBytes) {
                return false;
            }
            if (kept) {
                buffer.appendBuffer(chunk);
            }
            return true;
        }

        byte[] bytes() {
            return buffer.getBytes();
        }
    }

    /** Answers before the body has come, and waits for no more of it. */
    private static void hangUp(RoutingContext http, int status, String detail) {
        var response = http.response();
        if (response.ended()) {
            return;
        }
        if (http.request().version() == HttpVersion.HTTP_2) {
            answer(http, status, detail).onComplete(sent -> response.reset(0)); // other requests share the connection
        } else {
            response.putHeader("Connection", "close");
            answer(http, status, detail)
                    .onComplete(sent -> http.request().connection().close());
        }
    }

    private static Future<Void> answer(RoutingContext http, int status, String detail) {
        return http.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end("{\"detail\":" + Json.string(detail).text() + '}');
    }

    private static HttpHeaders headers(RoutingContext http) {
        Map<String, List<String>> headers = new HashMap<>();
        for (var name : http.request().headers().names()) {
            headers.put(name, http.request().headers().getAll(name));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import static java.util.Objects.requireNonNull;

import dev.pulser.service.json.Json;
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
 * HTTP routes {@code POST /callbacks/<token>} and {@code /callbacks/<token>/progress}. Discards the body of a request
 * with an invalid token and limits the size and duration of all others.
 */
@Singleton
final class CallbackRoute {

    static final String PATH = "/callbacks/";

    private final CallbackRegistry callbacks;
    private final int maxBytes;
    private final long readMillis;

    CallbackRoute(CallbackRegistry callbacks, CallbackConfig config) {
        this.callbacks = callbacks;
        maxBytes = config.maxBytes();
        readMillis = config.readTimeout().toMillis();
    }

    private interface Receiver {
        CallbackResponse receive(String token, HttpHeaders headers, byte[] body);
    }

    void add(@Observes Router router) {
        router.post(PATH + ":token").handler(http -> read(http, callbacks::post));
        router.post(PATH + ":token/progress").handler(http -> read(http, callbacks::progress));
    }

    private void read(RoutingContext http, Receiver receiver) {
        var token = requireNonNull(http.pathParam("token"), "token");
        var rejection = callbacks.rejection(token);
        var request = http.request();
        var body = new Body(rejection == null);
        var timer = http.vertx()
                .setTimer(
                        readMillis,
                        id -> reject(http, 408, "The body was not received within %d ms.".formatted(readMillis)));
        request.handler(chunk -> {
            if (!body.append(chunk, maxBytes)) {
                http.vertx().cancelTimer(timer);
                reject(http, 413, "The body exceeds %d bytes.".formatted(maxBytes));
            }
        });
        request.exceptionHandler(error -> http.vertx().cancelTimer(timer));
        request.endHandler(end -> {
            http.vertx().cancelTimer(timer);
            if (!http.response().ended()) {
                var result = rejection != null ? rejection : receiver.receive(token, headers(http), body.bytes());
                respond(http, result.status(), result.detail());
            }
        });
        request.resume();
    }

    /** Body received so far. Not buffered if the request is rejected anyway. */
    private static final class Body {

        private final boolean buffered;
        private final Buffer buffer = Buffer.buffer();
        private int length;

        Body(boolean buffered) {
            this.buffered = buffered;
        }

        /** Returns true if the body is within the limit. */
        boolean append(Buffer chunk, int maxBytes) {
            length += chunk.length();
            if (length > maxBytes) {
                return false;
            }
            if (buffered) {
                buffer.appendBuffer(chunk);
            }
            return true;
        }

        byte[] bytes() {
            return buffer.getBytes();
        }
    }

    /** Responds before the body is complete and reads no more of it. */
    private static void reject(RoutingContext http, int status, String detail) {
        var response = http.response();
        if (response.ended()) {
            return;
        }
        if (http.request().version() == HttpVersion.HTTP_2) {
            respond(http, status, detail).onComplete(sent -> response.reset(0)); // other requests share the connection
        } else {
            response.putHeader("Connection", "close");
            respond(http, status, detail)
                    .onComplete(sent -> http.request().connection().close());
        }
    }

    private static Future<Void> respond(RoutingContext http, int status, String detail) {
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

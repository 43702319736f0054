// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Callbacks of the running attempts of this instance, found by the token in their URL. Logs each request and its result
 * to the audit log. Safe from any thread.
 */
@Singleton
public final class CallbackRegistry {

    private static final Logger AUDIT = Logger.getLogger("dev.pulser.audit.callbacks");
    private static final String STATUS = "X-Pulser-Status";

    private final String baseUrl;
    private final Clock clock;
    private final CallbackTokens tokens = new CallbackTokens(new SecureRandom());
    private final Map<String, PendingCallback> pending = new ConcurrentHashMap<>();

    public CallbackRegistry(CallbackConfig config, Clock clock) {
        this.baseUrl = config.baseUrl().toString().replaceAll("/+$", "");
        this.clock = clock;
    }

    /**
     * Opens a callback; the caller closes it.
     *
     * @param credential key with which requests must be signed; null if they need no signature
     * @param expected number of results, progress not included
     */
    public PendingCallback open(
            Assignment assignment, @Nullable String credential, int expected, AttemptListener listener) {
        var token = tokens.of(assignment);
        var callback = new PendingCallback(
                assignment.agent(),
                assignment.deadline(),
                URI.create(baseUrl + CallbackRoute.PATH + token),
                credential == null ? null : new CallbackSignature(credential),
                expected,
                listener,
                () -> pending.remove(token));
        pending.put(token, callback);
        return callback;
    }

    /** Returns the rejection of a request with this token before its body is read; null if the request may proceed. */
    @Nullable
    CallbackResponse rejection(String token) {
        if (!tokens.isValid(token)) {
            return audit(null, new CallbackResponse.Unauthorized("The callback URL was not issued by this instance."));
        }
        return pending.containsKey(token) ? null : audit(null, PendingCallback.rejectLate());
    }

    /** Handles a result. */
    CallbackResponse post(String token, HttpHeaders headers, byte[] body) {
        return receive(token, headers, body, callback -> {
            var status = headers.firstValue(STATUS).orElse("200");
            if (!status.matches("[1-9]\\d\\d")) {
                return new CallbackResponse.BadRequest("The header %s must be an HTTP status.".formatted(STATUS));
            }
            return callback.acceptResult(
                    new CallbackPost(Integer.parseInt(status), headers, ByteBuffer.wrap(body)), digest(status, body));
        });
    }

    /** Handles a progress message. */
    CallbackResponse progress(String token, HttpHeaders headers, byte[] body) {
        return receive(token, headers, body, callback -> {
            try {
                return callback.acceptProgress(Json.parse(new String(body, StandardCharsets.UTF_8)));
            } catch (MalformedJsonException e) {
                return new CallbackResponse.BadRequest(
                        "The body is not JSON: " + Excerpt.line(String.valueOf(e.getMessage())));
            }
        });
    }

    private interface Handler {
        CallbackResponse handle(PendingCallback callback);
    }

    private CallbackResponse receive(String token, HttpHeaders headers, byte[] body, Handler handler) {
        var callback = tokens.isValid(token) ? pending.get(token) : null;
        if (callback == null) {
            var rejection = rejection(token);
            return rejection == null ? PendingCallback.rejectLate() : rejection;
        }
        if (callback.expiredAt(clock.instant())) {
            return audit(callback, PendingCallback.rejectLate());
        }
        var signature = callback.signature();
        if (signature != null) {
            var error = signature.verify(
                    headers.firstValue(CallbackSignature.TIMESTAMP).orElse(""),
                    headers.firstValue(CallbackSignature.HEADER).orElse(""),
                    body,
                    clock.instant());
            if (error.isPresent()) {
                return audit(callback, new CallbackResponse.Unauthorized(error.get()));
            }
        }
        return audit(callback, handler.handle(callback));
    }

    private static CallbackResponse audit(@Nullable PendingCallback callback, CallbackResponse receipt) {
        AUDIT.infof(
                "Callback received agent=%s status=%d reason=\"%s\"",
                callback == null ? "unknown" : callback.agent(), receipt.status(), receipt.detail());
        return receipt;
    }

    private static ByteBuffer digest(String status, byte[] body) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(status.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(sha.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

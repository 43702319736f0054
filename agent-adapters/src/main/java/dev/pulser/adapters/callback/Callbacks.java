// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.routing.Assignment;
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
 * The attempts of this instance that wait for posts, found by the token in the address. Each post and what became of it is a
 * line in the log, for the audit. Safe from any thread.
 */
@Singleton
public final class Callbacks {

    private static final Logger AUDIT = Logger.getLogger("dev.pulser.audit.callbacks");
    private static final String STATUS = "X-Pulser-Status";

    private final String base;
    private final Clock clock;
    private final Tokens tokens = new Tokens(new SecureRandom());
    private final Map<String, Callback> waiting = new ConcurrentHashMap<>();

    public Callbacks(CallbackConfig config, Clock clock) {
        this.base = config.baseUrl().toString().replaceAll("/+$", "");
        this.clock = clock;
    }

    /**
     * Begins to wait; the caller closes it.
     *
     * @param credential that posts have to be signed with; null where they need not be
     * @param expected   posts in all, besides progress
     */
    public Callback open(Assignment assignment, @Nullable String credential, int expected, Progress progress) {
        var token = tokens.of(assignment);
        var callback = new Callback(
                assignment.agent(),
                assignment.deadline(),
                URI.create(base + CallbackRoute.PATH + token),
                credential == null ? null : new Signature(credential),
                expected,
                progress,
                () -> waiting.remove(token));
        waiting.put(token, callback);
        return callback;
    }

    /** Why nothing may be posted under this token, before anything of it is read; null where it may. */
    @Nullable
    Receipt refusal(String token) {
        if (!tokens.isOurs(token)) {
            return audited(null, new Receipt.Unauthorized("this instance has given no such address out"));
        }
        return waiting.containsKey(token) ? null : audited(null, Callback.late());
    }

    /** A result. */
    Receipt post(String token, HttpHeaders headers, byte[] body) {
        return receive(token, headers, body, callback -> {
            var status = headers.firstValue(STATUS).orElse("200");
            if (!status.matches("[1-9]\\d\\d")) {
                return new Receipt.Malformed("the header %s has to be an HTTP status".formatted(STATUS));
            }
            return callback.take(
                    new Posted(Integer.parseInt(status), headers, ByteBuffer.wrap(body)), digest(status, body));
        });
    }

    /** Something for people who watch. */
    Receipt progress(String token, HttpHeaders headers, byte[] body) {
        return receive(token, headers, body, callback -> {
            try {
                return callback.say(Json.parse(new String(body, StandardCharsets.UTF_8)));
            } catch (MalformedJson e) {
                return new Receipt.Malformed(
                        "the body is not JSON: " + Excerpt.printable(String.valueOf(e.getMessage())));
            }
        });
    }

    private interface Taking {
        Receipt take(Callback callback);
    }

    private Receipt receive(String token, HttpHeaders headers, byte[] body, Taking taking) {
        var callback = tokens.isOurs(token) ? waiting.get(token) : null;
        if (callback == null) {
            var refusal = refusal(token);
            return refusal == null ? Callback.late() : refusal;
        }
        if (callback.expiredAt(clock.instant())) {
            return audited(callback, Callback.late());
        }
        var signature = callback.signature();
        if (signature != null) {
            var fault = signature.fault(
                    headers.firstValue(Signature.TIMESTAMP).orElse(""),
                    headers.firstValue(Signature.HEADER).orElse(""),
                    body,
                    clock.instant());
            if (fault.isPresent()) {
                return audited(callback, new Receipt.Unauthorized(fault.get()));
            }
        }
        return audited(callback, taking.take(callback));
    }

    private static Receipt audited(@Nullable Callback callback, Receipt receipt) {
        AUDIT.infof(
                "callback agent=%s status=%d detail=\"%s\"",
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

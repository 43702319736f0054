// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import dev.pulser.contract.routing.Assignment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Tokens in callback URLs: task, epoch and expiry, signed with a random key of this process. Safe
 * from any thread.
 */
final class CallbackTokens {

    /** Longer than any valid token. */
    private static final int MAX_CHARS = 500;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Hmac hmac;

    CallbackTokens(SecureRandom random) {
        var key = new byte[32];
        random.nextBytes(key);
        hmac = new Hmac(key);
    }

    String of(Assignment assignment) {
        var claim = "%s %d %d"
                .formatted(
                        assignment.task().id().value(),
                        assignment.epoch(),
                        assignment.deadline().getEpochSecond());
        var bytes = claim.getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(bytes) + '.' + ENCODER.encodeToString(hmac.of(bytes));
    }

    /** Returns true if this process issued the token. */
    boolean isValid(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MAX_CHARS) {
            return false;
        }
        try {
            return MessageDigest.isEqual(
                    hmac.of(DECODER.decode(token.substring(0, dot))), DECODER.decode(token.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

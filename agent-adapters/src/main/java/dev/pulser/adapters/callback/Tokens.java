// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import dev.pulser.contract.routing.Assignment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What stands in the address of a callback: task, epoch and expiry, signed with a key that this process alone knows and
 * forgets when it ends. Safe from any thread.
 */
final class Tokens {

    /** Above any token: task ids are bounded. */
    private static final int MAX_CHARS = 500;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Hmac hmac;

    Tokens(SecureRandom random) {
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

    /** Whether this process has made it. */
    boolean isOurs(String token) {
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

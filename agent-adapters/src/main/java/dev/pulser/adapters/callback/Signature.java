// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How an agent with a credential signs what it posts: {@code X-Pulser-Signature: sha256=<hex>}, the HMAC-SHA256 under the
 * credential of the timestamp, a dot, and the body; {@code X-Pulser-Timestamp} in seconds since 1970.
 */
final class Signature {

    static final String HEADER = "X-Pulser-Signature";
    static final String TIMESTAMP = "X-Pulser-Timestamp";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String PREFIX = "sha256=";

    private final Hmac hmac;

    Signature(String credential) {
        hmac = new Hmac(credential.getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong with it; empty when it is right. */
    Optional<String> fault(String timestamp, String signature, byte[] body, Instant now) {
        if (!timestamp.matches("\\d{1,12}")) {
            return Optional.of("the header %s has to hold the seconds since 1970".formatted(TIMESTAMP));
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (age.compareTo(TOLERANCE) > 0) {
            return Optional.of("the header %s is more than 5 minutes off".formatted(TIMESTAMP));
        }
        var right = hmac.of((timestamp + '.').getBytes(StandardCharsets.UTF_8), body);
        var expected = PREFIX + HexFormat.of().formatHex(right);
        boolean same = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        return same
                ? Optional.empty()
                : Optional.of(
                        "the header %s has to be sha256= and the HMAC-SHA256, in hex, of timestamp, dot and body under the agent's credential"
                                .formatted(HEADER));
    }
}

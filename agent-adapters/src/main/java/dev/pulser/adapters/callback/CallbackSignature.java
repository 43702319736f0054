// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Signature of callback requests of agents with a credential: {@code X-Pulser-Signature: sha256=<hex>}, the HMAC-SHA256
 * of timestamp, dot and body with the credential as key; {@code X-Pulser-Timestamp} in seconds since 1970.
 */
final class CallbackSignature {

    static final String HEADER = "X-Pulser-CallbackSignature";
    static final String TIMESTAMP = "X-Pulser-Timestamp";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String PREFIX = "sha256=";

    private final Hmac hmac;

    CallbackSignature(String credential) {
        hmac = new Hmac(credential.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the reason why the signature is invalid; empty if it is valid. */
    Optional<String> verify(String timestamp, String signature, byte[] body, Instant now) {
        if (!timestamp.matches("\\d{1,12}")) {
            return Optional.of("The header %s must be the time in seconds since 1970.".formatted(TIMESTAMP));
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (age.compareTo(TOLERANCE) > 0) {
            return Optional.of(
                    "The header %s differs from the current time by more than 5 minutes.".formatted(TIMESTAMP));
        }
        var expectedMac = hmac.of((timestamp + '.').getBytes(StandardCharsets.UTF_8), body);
        var expected = PREFIX + HexFormat.of().formatHex(expectedMac);
        boolean matches = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        return matches
                ? Optional.empty()
                : Optional.of(
                        "The header %s must be sha256= followed by the hexadecimal HMAC-SHA256 of timestamp, dot and body, with the agent's credential as key."
                                .formatted(HEADER));
    }
}

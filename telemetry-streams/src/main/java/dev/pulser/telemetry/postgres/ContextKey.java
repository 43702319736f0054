// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Key of the signed company context as two blocks, from which the database computes HMAC-SHA256 (RFC 2104). */
final class ContextKey {

    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] block;

    ContextKey(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("pulser.context.key is empty. Set PULSER_CONTEXT_KEY to a random text");
        }
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        block = Arrays.copyOf(bytes.length > BLOCK ? sha256(bytes) : bytes, BLOCK);
    }

    byte[] innerBlock() {
        return mixedWith(INNER);
    }

    byte[] outerBlock() {
        return mixedWith(OUTER);
    }

    private byte[] mixedWith(byte constant) {
        var mixed = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            mixed[i] = (byte) (block[i] ^ constant);
        }
        return mixed;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    @Override
    public String toString() {
        return "ContextKey";
    }
}

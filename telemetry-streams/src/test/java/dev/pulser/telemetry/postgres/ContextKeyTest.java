// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.telemetry.sample.CompanySession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextKeyTest {

    private static final String SIXTY_FOUR = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"k", "Schlüssel", SIXTY_FOUR, SIXTY_FOUR + "!"})
    void splitsTheKeyIntoTheBlocksOfHmac(String secret) throws NoSuchAlgorithmException {
        var key = new ContextKey(secret);
        var text = "default|4711|1795366926".getBytes(StandardCharsets.UTF_8);

        var byBlocks = sha256(key.outerBlock(), sha256(key.innerBlock(), text));

        assertThat(byBlocks).isEqualTo(CompanySession.hmac(secret, "default|4711|1795366926"));
    }

    @Test
    void rejectsAnEmptySecret() {
        assertThatThrownBy(() -> new ContextKey(" ")).hasMessageContaining("PULSER_CONTEXT_KEY");
    }

    @Test
    void doesNotExposeTheKeyInItsText() {
        assertThat(new ContextKey("topsecret")).hasToString("ContextKey");
    }

    private static byte[] sha256(byte[]... parts) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}

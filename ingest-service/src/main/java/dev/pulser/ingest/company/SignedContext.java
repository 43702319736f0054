// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.company;

import dev.pulser.contract.company.Company;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what row-level security and page cursors must be able to trust. Safe from any thread. */
@Singleton
public final class SignedContext {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final SecretKeySpec key;

    /** Signs with the configured key. */
    @Inject
    public SignedContext(ContextConfig config) {
        key = new SecretKeySpec(config.key().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The setting {@code pulser.context} with which the backend {@code pid} shows the rows of {@code company}. */
    String of(Company company, int pid, Instant now) {
        var claim = "%s|%d|%d".formatted(company, pid, now.plus(LIFE).getEpochSecond());
        return claim + '|' + sign(claim);
    }

    /** Hex of HMAC-SHA256 over {@code text}. */
    public String sign(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence;

import dev.pulser.contract.name.Company;
import dev.pulser.service.config.ContextConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signer of the company context for row-level security and of page cursors. Thread-safe. */
@Singleton
public final class CompanyContextSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final SecretKeySpec key;

    @Inject
    public CompanyContextSigner(ContextConfig config) {
        key = new SecretKeySpec(config.key().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * Returns the value of the setting {@code pulser.context} that gives backend {@code pid} access to the rows of
     * {@code company} for one minute.
     */
    String of(Company company, int pid, Instant now) {
        var claim = "%s|%d|%d".formatted(company, pid, now.plus(LIFE).getEpochSecond());
        return claim + '|' + sign(claim);
    }

    /** Returns the HMAC-SHA256 of {@code text} as hex. */
    public String sign(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("algorithm is not available: " + ALGORITHM, e);
        }
    }
}

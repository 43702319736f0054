// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.paging;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.persistence.CompanyContextSigner;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** Codec of opaque page cursors, signed for one company and one set of filters. Thread-safe. */
@Singleton
public final class SignedCursors {

    static final int MAX_CHARS = 400;

    private static final int SIGNATURE_CHARS = 32;

    private final CompanyContextSigner signed;

    @Inject
    public SignedCursors(CompanyContextSigner signed) {
        this.signed = signed;
    }

    /** Encodes a position, which is ASCII text. */
    public String write(Company company, String filters, String place) {
        var text = signature(company, filters, place) + place;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Decodes a position; empty if the cursor was not issued by {@link #write} for the same company and filters. */
    public Optional<String> read(Company company, String filters, String cursor) {
        if (cursor.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.length() < SIGNATURE_CHARS) {
                return Optional.empty();
            }
            var place = text.substring(SIGNATURE_CHARS);
            var wanted = signature(company, filters, place).getBytes(StandardCharsets.US_ASCII);
            var given = text.substring(0, SIGNATURE_CHARS).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(wanted, given) ? Optional.of(place) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not Base64
        }
    }

    private String signature(Company company, String filters, String place) {
        return signed.sign("cursor|%s|%s|%s".formatted(company, filters, place)).substring(0, SIGNATURE_CHARS);
    }
}

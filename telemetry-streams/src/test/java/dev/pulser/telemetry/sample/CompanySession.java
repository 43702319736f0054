// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Company context of a session, signed as {@code docs/data-model.md} describes it and independent of the main code. */
public final class CompanySession {

    private CompanySession() {}

    public static String context(String key, String company, int backend, Instant expiry) {
        var text = "%s|%d|%d".formatted(company, backend, expiry.getEpochSecond());
        return text + "|" + HexFormat.of().formatHex(hmac(key, text));
    }

    public static byte[] hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }

    /** Sets the context for the current transaction. */
    public static void enter(Connection connection, String company) throws SQLException {
        var backend = Integer.parseInt(
                TestPostgres.all(connection, "select pg_backend_pid()").getFirst());
        set(connection, context(TestPostgres.KEY, company, backend, Instant.parse("2200-01-01T00:00:00Z")));
    }

    public static void set(Connection connection, String context) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('pulser.context', ?, true)")) {
            statement.setString(1, context);
            statement.execute();
        }
    }
}

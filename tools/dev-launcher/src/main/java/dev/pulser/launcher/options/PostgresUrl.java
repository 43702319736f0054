// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.options;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.process.LaunchException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Parser of the {@code --postgres} URL of an external database. */
public final class PostgresUrl {

    private static final String FORM = "postgresql://user:password@host:5432/database";

    private PostgresUrl() {}

    /**
     * Parses the URL.
     *
     * @throws LaunchException when it is malformed; the message does not repeat the password
     */
    public static PostgresAccount parse(String text) {
        var url = URI.create(checked(text.strip()));
        var user = url.getRawUserInfo();
        if (user == null
                || !user.contains(":")
                || url.getHost() == null
                || url.getPath().length() < 2) {
            throw malformed();
        }
        var colon = user.indexOf(':');
        var port = url.getPort() < 0 ? 5432 : url.getPort();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new PostgresAccount(
                "jdbc:postgresql://%s:%d%s%s".formatted(url.getHost(), port, url.getPath(), query),
                decoded(user.substring(0, colon)),
                decoded(user.substring(colon + 1)));
    }

    private static String checked(String text) {
        var plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        if (!plain.matches("postgres(ql)?://[^\\s\"<>\\\\^`{|}]+")) {
            throw malformed();
        }
        return plain;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static LaunchException malformed() {
        return new LaunchException("Invalid value for --postgres. Use the form %s.".formatted(FORM));
    }
}

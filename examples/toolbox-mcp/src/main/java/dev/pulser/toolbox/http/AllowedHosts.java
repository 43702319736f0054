// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Allowed hosts, as exact {@code host:port}. */
public record AllowedHosts(Set<String> hosts) {

    public AllowedHosts {
        hosts = Set.copyOf(hosts);
    }

    /**
     * Parses the setting.
     *
     * @param list entries separated by commas; null or blank allows none
     * @throws IllegalArgumentException when an entry is not {@code host:port}; the message names it
     */
    public static AllowedHosts parse(@Nullable String list) {
        if (list == null || list.isBlank()) {
            return new AllowedHosts(Set.of());
        }
        return new AllowedHosts(Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(AllowedHosts::checked)
                .collect(Collectors.toSet()));
    }

    /** Returns true when the host is allowed; an address without a port has the default port of its scheme. */
    boolean allow(URI address) {
        var port =
                address.getPort() >= 0 ? address.getPort() : address.getScheme().equals("https") ? 443 : 80;
        return hosts.contains(address.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    }

    private static String checked(String entry) {
        if (!entry.matches("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):\\d{1,5}")) {
            throw new IllegalArgumentException("TOOLBOX_HTTP_ALLOW: %s is not host:port".formatted(entry));
        }
        return entry.toLowerCase(Locale.ROOT);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.egress;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Policy for outgoing connections to agents, MCP servers and webhooks: public addresses, and those that are explicitly allowed.
 * {@link #refusal(URI)} is checked when a URL is registered. {@link #refusal(InetAddress)} is checked for each resolved address
 * when a connection is opened, because DNS entries change. Immutable and thread-safe; performs no DNS lookups.
 *
 * <p>The blocks of addresses that are not public are those of RFC 6890 and its updates.
 */
public final class EgressPolicy {

    private static final List<AddressBlock> FORBIDDEN = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/128",
                    "::1/128",
                    "100::/64",
                    "2001:db8::/32",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(AddressBlock::parse)
            .toList();

    /** Ports of mail servers, shells, databases and brokers, which are never agents. */
    private static final Set<Integer> FORBIDDEN_PORTS = Set.of(
            22, 23, 25, 53, 110, 135, 139, 143, 389, 445, 465, 587, 636, 2181, 3306, 5432, 6379, 9092, 11211, 27017);

    private static final Pattern PLAIN_IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern ODD_NUMBER = Pattern.compile("(0x[0-9a-f]+|\\d+)(\\.(0x[0-9a-f]+|\\d+))*\\.?");
    private static final String EVERYTHING = "*";

    private final List<AddressBlock> allowed;
    private final Set<String> allowedNames;
    private final boolean everything;

    private EgressPolicy(List<AddressBlock> allowed, Set<String> allowedNames, boolean everything) {
        this.allowed = List.copyOf(allowed);
        this.allowedNames = Set.copyOf(allowedNames);
        this.everything = everything;
    }

    /**
     * @param allowed additional addresses: blocks such as {@code 10.1.0.0/16}, host names, or {@code *} for all
     * @throws IllegalArgumentException when an entry is none of these; the message names it
     */
    public static EgressPolicy allowing(List<String> allowed) {
        var blocks = new ArrayList<AddressBlock>();
        var names = new HashSet<String>();
        for (var entry : allowed) {
            var text = entry.strip().toLowerCase(Locale.ROOT);
            if (text.contains(":")
                    || text.contains("/")
                    || ODD_NUMBER.matcher(text).matches()) {
                blocks.add(AddressBlock.parse(text));
            } else if (!text.isEmpty()) {
                names.add(text);
            }
        }
        return new EgressPolicy(blocks, names, names.contains(EVERYTHING));
    }

    /** Returns the reason why this URL must not be registered, empty when it may be. Does not resolve its host name. */
    public Optional<String> refusal(URI address) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("the URL must start with http:// or https://");
        }
        if (address.getRawUserInfo() != null
                || String.valueOf(address.getRawAuthority()).contains("@")) {
            return Optional.of("the URL must not contain a user or password; use a credential instead");
        }
        if (address.getHost() == null || address.getHost().isEmpty()) {
            return Optional.of("the URL must have a host");
        }
        if (FORBIDDEN_PORTS.contains(address.getPort()) && !everything) {
            return Optional.of("port %d is reserved for another protocol and not allowed".formatted(address.getPort()));
        }
        return refusalOfHost(address.getHost().toLowerCase(Locale.ROOT));
    }

    private Optional<String> refusalOfHost(String host) {
        if (host.startsWith("[")) {
            return refusal(InetAddress.ofLiteral(host.substring(1, host.length() - 1)));
        }
        if (PLAIN_IPV4.matcher(host).matches()) {
            return refusal(InetAddress.ofLiteral(host));
        }
        if (ODD_NUMBER.matcher(host).matches()) {
            return Optional.of("an IPv4 address must be written as four decimal numbers without leading zeros");
        }
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (allowsName(name) || !isPrivate(name)) {
            return Optional.empty();
        }
        boolean isHere = name.equals("localhost") || name.endsWith(".localhost");
        return isHere && refusal(InetAddress.getLoopbackAddress()).isEmpty()
                ? Optional.empty()
                : Optional.of(forbidden("host name %s belongs to a private network".formatted(name)));
    }

    private static boolean isPrivate(String name) {
        return name.equals("localhost")
                || Stream.of(".localhost", ".local", ".internal").anyMatch(name::endsWith);
    }

    /** Returns the reason why this address must not be connected to, empty when it may be. */
    public Optional<String> refusal(InetAddress address) {
        var plain = AddressBlock.embedded(address);
        boolean isPublic = FORBIDDEN.stream().noneMatch(block -> block.contains(plain));
        if (isPublic || everything || allowed.stream().anyMatch(block -> block.contains(plain))) {
            return Optional.empty();
        }
        return Optional.of(forbidden("%s is not a public address".formatted(plain.getHostAddress())));
    }

    /** Returns true when this host name is allowed whatever address it resolves to. */
    public boolean allowsName(String host) {
        return everything || allowedNames.contains(host.toLowerCase(Locale.ROOT));
    }

    private static String forbidden(String reason) {
        return reason + "; to allow it, add it to pulser.egress.allow";
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.egress;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.service.config.EgressConfig;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Guard of outgoing connections to agents and MCP servers. Called before each request.
 *
 * <p>Resolves the host name and checks its addresses against the {@link EgressPolicy}. For http, the request goes to a
 * checked address, so that a DNS record that changes between check and connection (DNS rebinding) has no effect. For https,
 * the name stays in the request because the certificate is issued for it; all its addresses must be allowed.
 *
 * <p>Thread-safe. HTTP clients that send the requests must not follow redirects.
 */
public final class Egress {

    static {
        // Allows the Host header on requests to an address. The HTTP client reads this once, before its first request.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

    private final EgressPolicy policy;
    private final Resolver resolver;

    /** @throws IllegalArgumentException if an entry of {@code pulser.egress.allow} is invalid; the message names it */
    public Egress(EgressConfig config) {
        this(EgressPolicy.allowing(config.allow().orElse(List.of())));
    }

    public Egress(EgressPolicy policy) {
        this(policy, InetAddress::getAllByName);
    }

    Egress(EgressPolicy policy, Resolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /** Name resolution, replaced in tests. */
    interface Resolver {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /**
     * Resolves the host, within 5 s, and checks its addresses.
     *
     * @param address absolute http or https address
     * @throws EgressBlockedException if the policy does not allow the address
     * @throws UnknownHostException   if the name has no address or no name server answers in time
     */
    public PinnedAddress open(URI address) throws EgressBlockedException, UnknownHostException, InterruptedException {
        var refusal = policy.refusal(address);
        if (refusal.isPresent()) {
            throw blocked(address, refusal.get());
        }
        if (policy.allowsName(address.getHost()) || isLiteral(address.getHost())) {
            return new PinnedAddress(address, null);
        }
        var found = lookup(address.getHost());
        return "https".equalsIgnoreCase(address.getScheme()) ? allAllowed(address, found) : pinned(address, found);
    }

    /** Returns true for literal addresses, which {@link EgressPolicy#refusal(URI)} has checked already. */
    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private PinnedAddress allAllowed(URI address, InetAddress[] found) throws EgressBlockedException {
        for (var candidate : found) {
            var refusal = policy.refusal(candidate);
            if (refusal.isPresent()) {
                throw blocked(address, refusal.get());
            }
        }
        return new PinnedAddress(address, null);
    }

    private PinnedAddress pinned(URI address, InetAddress[] found) throws EgressBlockedException {
        var reason = "the name has no address";
        for (var candidate : found) {
            var refusal = policy.refusal(candidate);
            if (refusal.isEmpty()) {
                return new PinnedAddress(at(candidate, address), authority(address.getHost(), address));
            }
            reason = refusal.get();
        }
        throw blocked(address, reason);
    }

    private static URI at(InetAddress literal, URI address) {
        var host = literal instanceof Inet6Address ? '[' + literal.getHostAddress() + ']' : literal.getHostAddress();
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var query = address.getRawQuery() == null ? "" : '?' + address.getRawQuery();
        return URI.create(address.getScheme() + "://" + authority(host, address) + path + query);
    }

    private static String authority(String host, URI address) {
        return address.getPort() < 0 ? host : host + ':' + address.getPort();
    }

    /** Resolves the name on a separate thread because name resolution cannot be interrupted. */
    private InetAddress[] lookup(String name) throws UnknownHostException, InterruptedException {
        var lookup = new FutureTask<>(() -> resolver.addresses(name));
        Thread.ofPlatform().name("lookup").daemon().start(lookup);
        try {
            return lookup.get(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException("no name server answered within 5 s for " + name);
        } catch (ExecutionException e) {
            throw new UnknownHostException(name);
        }
    }

    private static EgressBlockedException blocked(URI address, String why) {
        return new EgressBlockedException(
                "Connection to %s is not allowed: %s".formatted(withoutSecrets(address), why));
    }

    /** Returns scheme, host and port only: path, query and user may contain secrets. */
    private static String withoutSecrets(URI address) {
        return address.getHost() == null
                ? "the address"
                : address.getScheme() + "://" + authority(address.getHost(), address);
    }
}

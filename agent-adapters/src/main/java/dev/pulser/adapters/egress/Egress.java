// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.egress;

import dev.pulser.contract.egress.EgressPolicy;
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
 * The door to the outside: whoever connects to an agent or an MCP server asks here first, before each request.
 *
 * <p>A name is looked up, its addresses are checked, and the connection is made to one that was checked: a name that leads
 * elsewhere a moment later gains nothing. With https the name stays in the request, because its certificate is of that name;
 * there all its addresses have to be allowed.
 *
 * <p>Safe from any thread. The clients that send the requests must follow no redirect.
 */
public final class Egress {

    static {
        // A request to an address still says which host it means. The client reads this once, before its first request.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(5);

    private final EgressPolicy policy;
    private final Names names;

    /** @throws IllegalArgumentException naming the entry of the setting that is none */
    public Egress(EgressConfig config) {
        this(EgressPolicy.allowing(config.allow().orElse(List.of())));
    }

    public Egress(EgressPolicy policy) {
        this(policy, InetAddress::getAllByName);
    }

    Egress(EgressPolicy policy, Names names) {
        this.policy = policy;
        this.names = names;
    }

    /** Every address of a name. */
    interface Names {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /**
     * Looks the host up, at most 5 s, and checks where it leads.
     *
     * @param address absolute, http or https
     * @throws EgressBlocked         if it leads where Pulser must not go
     * @throws UnknownHostException if the name has no address
     */
    public PinnedAddress open(URI address) throws EgressBlocked, UnknownHostException, InterruptedException {
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

    /** Of a literal address the policy has said all there is to say. */
    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private PinnedAddress allAllowed(URI address, InetAddress[] found) throws EgressBlocked {
        for (var candidate : found) {
            var refusal = policy.refusal(candidate);
            if (refusal.isPresent()) {
                throw blocked(address, refusal.get());
            }
        }
        return new PinnedAddress(address, null);
    }

    private PinnedAddress pinned(URI address, InetAddress[] found) throws EgressBlocked {
        var refused = "it has no address";
        for (var candidate : found) {
            var refusal = policy.refusal(candidate);
            if (refusal.isEmpty()) {
                return new PinnedAddress(at(candidate, address), authority(address.getHost(), address));
            }
            refused = refusal.get();
        }
        throw blocked(address, refused);
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

    /** On a thread of its own: a lookup can hang for long, and cannot be interrupted. */
    private InetAddress[] lookup(String name) throws UnknownHostException, InterruptedException {
        var lookup = new FutureTask<>(() -> names.addresses(name));
        Thread.ofPlatform().name("lookup").daemon().start(lookup);
        try {
            return lookup.get(LOOKUP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException("no name server answered within 5 s for " + name);
        } catch (ExecutionException e) {
            throw new UnknownHostException(name);
        }
    }

    private static EgressBlocked blocked(URI address, String why) {
        return new EgressBlocked("%s must not be connected to: %s".formatted(withoutSecrets(address), why));
    }

    /** Without user, path and query. */
    private static String withoutSecrets(URI address) {
        return address.getHost() == null
                ? "the address"
                : address.getScheme() + "://" + authority(address.getHost(), address);
    }
}

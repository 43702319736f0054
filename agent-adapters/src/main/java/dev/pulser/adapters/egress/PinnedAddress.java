// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.egress;

import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A way to a host that has been checked: good for one request, because a name may lead elsewhere soon.
 *
 * @param uri  what to connect to: the address itself, or with https the name, which TLS binds
 * @param host what the header {@code Host} has to say, because {@code uri} holds an address in the name's place; null where
 *     it follows from {@code uri}
 */
public record PinnedAddress(URI uri, @Nullable String host) {

    /** A request that goes there, with nothing else set. */
    public HttpRequest.Builder request() {
        var request = HttpRequest.newBuilder(uri);
        return host == null ? request : request.header("Host", host);
    }
}

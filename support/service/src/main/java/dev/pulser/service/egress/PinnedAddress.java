// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.egress;

import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Address that passed the egress check. Valid for one request, because DNS may change afterwards.
 *
 * @param uri  target of the connection: the checked IP address, or for https the host name
 * @param host value of the {@code Host} header when {@code uri} contains an IP address instead of the name; null otherwise
 */
public record PinnedAddress(URI uri, @Nullable String host) {

    /** Returns a request builder for this address with nothing else set. */
    public HttpRequest.Builder request() {
        var request = HttpRequest.newBuilder(uri);
        return host == null ? request : request.header("Host", host);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Reason why a connection was closed.
 *
 * @param code    machine-readable code of a problem that an operator must solve first; null if reconnecting may help
 * @param message sentence for people, without a final period
 */
public record CloseReason(@Nullable String code, String message) {

    /** The server requires authorization and rejects the credentials that it was sent. */
    public static final String UNAUTHORIZED = "auth-error";

    /** The egress policy does not allow the address of the server. */
    public static final String EGRESS_BLOCKED = "egress-blocked";

    /** Client and server have no protocol version in common. */
    public static final String INCOMPATIBLE = "mcp-incompatible";

    /** Returns a reason after which a new connection may be opened. */
    public static CloseReason retryable(String message) {
        return new CloseReason(null, message);
    }
}

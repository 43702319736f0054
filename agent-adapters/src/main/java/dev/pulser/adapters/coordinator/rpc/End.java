// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Why a connection is over.
 *
 * @param code   null where a new one may be tried soon; else what a person has to settle first, for programs
 * @param reason for people
 */
public record End(@Nullable String code, String reason) {

    /** The server wants to be told who calls, and does not take what it was told. */
    public static final String UNAUTHORIZED = "auth-error";

    /** It may not be connected to. */
    public static final String EGRESS_BLOCKED = "egress-blocked";

    /** It speaks no protocol that this client speaks. */
    public static final String INCOMPATIBLE = "mcp-incompatible";

    public static End lost(String reason) {
        return new End(null, reason);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.session;

import dev.pulser.mcp.rpc.CloseReason;
import org.jspecify.annotations.Nullable;

/** Failure before the server has listed its tools. The message is a sentence without a final period. */
public final class ServerStartException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String code;

    public ServerStartException(String message) {
        this(null, message);
    }

    /** @param code code of a problem that an operator must solve first, see {@link CloseReason}; null if a retry may help */
    public ServerStartException(@Nullable String code, String message) {
        super(message);
        this.code = code;
    }

    public @Nullable String code() {
        return code;
    }

    /** Returns code and message as the reason for closing the connection. */
    public CloseReason closeReason() {
        return new CloseReason(code, String.valueOf(getMessage()));
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.mcp.session.McpClientSession;

/** State of a server. */
public sealed interface ServerState {

    /** Returns the name of the state on the wire: {@code ready}, {@code starting} and so on. */
    String name();

    /** Returns the error that explains the state, without a final period unless it is a {@link NotConfigured}; empty if there is none. */
    String reason();

    /** Returns name and reason on one line. */
    default String summary() {
        return reason().isEmpty() ? name() : name() + ": " + reason();
    }

    /**
     * The declaration is incomplete or not allowed. The server is not started.
     *
     * @param code   machine-readable code of the problem
     * @param reason sentences with the problem and the remedy
     */
    record NotConfigured(String code, String reason) implements ServerState {

        @Override
        public String name() {
            return "not-configured";
        }
    }

    /**
     * The server is starting or restarting.
     *
     * @param reason error that ended its last run; empty at the first start
     */
    record Starting(String reason) implements ServerState {

        @Override
        public String name() {
            return "starting";
        }
    }

    /**
     * The server has listed its tools.
     *
     * @param tools number of its tools
     */
    record Ready(McpClientSession session, int tools) implements ServerState {

        @Override
        public String name() {
            return "ready";
        }

        @Override
        public String reason() {
            return "";
        }

        @Override
        public String summary() {
            return "ready protocol=%s tools=%d".formatted(session.version(), tools);
        }
    }

    /**
     * The process ended repeatedly right after its start. The next start is delayed.
     *
     * @param retryAtNanos time of the next start, by {@link System#nanoTime()}
     */
    record BackingOff(String reason, long retryAtNanos) implements ServerState {

        @Override
        public String name() {
            return "backing-off";
        }
    }

    /**
     * The server cannot be used until an operator intervenes: it rejects the credentials, its address is not allowed, or it has
     * no protocol version in common with this client. It is retried every minute.
     *
     * @param code machine-readable code of the problem, see {@link dev.pulser.mcp.rpc.CloseReason}
     */
    record Failed(String code, String reason) implements ServerState {

        @Override
        public String name() {
            return "failed";
        }
    }

    /** The service is shutting down. */
    record Stopped() implements ServerState {

        @Override
        public String name() {
            return "stopped";
        }

        @Override
        public String reason() {
            return "";
        }
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

/** Where a server is in its life. */
public sealed interface ServerState {

    /** In one line, for people. */
    String summary();

    /**
     * It can never start as it is declared.
     *
     * @param code for programs: what is missing or forbidden
     */
    record NotConfigured(String code, String reason) implements ServerState {

        @Override
        public String summary() {
            return "not-configured: " + reason;
        }
    }

    /** Its process is being started, for the first time or again. */
    record Starting(String reason) implements ServerState {

        @Override
        public String summary() {
            return "starting" + (reason.isEmpty() ? "" : " again: " + reason);
        }
    }

    record Ready(McpSession session, int tools) implements ServerState {

        @Override
        public String summary() {
            return "ready protocol=%s tools=%d".formatted(session.version(), tools);
        }
    }

    /**
     * It ended too often in a row, and is left alone for a while.
     *
     * @param untilNanos of {@link System#nanoTime()}
     */
    record Quarantined(String reason, long untilNanos) implements ServerState {

        @Override
        public String summary() {
            return "quarantined: " + reason;
        }
    }

    /**
     * It is there, and it cannot be used as it is: it wants to be told who calls, it may not be connected to, or it speaks
     * no protocol that this client speaks. It is looked at again after a while.
     *
     * @param code for programs
     */
    record Unusable(String code, String reason) implements ServerState {

        @Override
        public String summary() {
            return "unusable: " + reason;
        }
    }

    /** The adapters are shutting down. */
    record Stopped() implements ServerState {

        @Override
        public String summary() {
            return "stopped";
        }
    }
}

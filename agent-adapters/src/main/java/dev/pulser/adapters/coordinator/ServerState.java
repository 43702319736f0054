// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

/** Where a server is in its life. */
public sealed interface ServerState {

    /** In one line, for people. */
    String summary();

    /** It can never start as it is declared. */
    record NotConfigured(String reason) implements ServerState {

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

    /** The adapters are shutting down. */
    record Stopped() implements ServerState {

        @Override
        public String summary() {
            return "stopped";
        }
    }
}

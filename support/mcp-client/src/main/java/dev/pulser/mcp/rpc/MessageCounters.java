// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of unusable messages from one server, kept across restarts. Thread-safe. */
public final class MessageCounters {

    private final AtomicLong skippedMessages = new AtomicLong();
    private final AtomicLong unmatchedResponses = new AtomicLong();
    private final AtomicLong rejectedRequests = new AtomicLong();

    /** Counts a message that is not JSON-RPC and returns the new count. */
    long messageSkipped() {
        return skippedMessages.incrementAndGet();
    }

    /** Counts a response without a pending request. */
    void responseUnmatched() {
        unmatchedResponses.incrementAndGet();
    }

    /** Counts a request, or a request for input inside a tool result, that this client does not support. */
    public void requestRejected() {
        rejectedRequests.incrementAndGet();
    }

    /** Values of all counters at one moment. */
    public record Counts(long skippedMessages, long unmatchedResponses, long rejectedRequests) {}

    public Counts counts() {
        return new Counts(skippedMessages.get(), unmatchedResponses.get(), rejectedRequests.get());
    }

    @Override
    public String toString() {
        return "skipped-messages=%d unmatched-responses=%d rejected-requests=%d"
                .formatted(skippedMessages.get(), unmatchedResponses.get(), rejectedRequests.get());
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import java.util.concurrent.atomic.AtomicLong;

/** What a server has sent that nobody can use, over all its starts. Safe from any thread. */
final class Traffic {

    private final AtomicLong skippedLines = new AtomicLong();
    private final AtomicLong unmatchedAnswers = new AtomicLong();
    private final AtomicLong refusedRequests = new AtomicLong();

    /** A line that is no JSON-RPC message. Returns how many there were. */
    long skipLine() {
        return skippedLines.incrementAndGet();
    }

    /** An answer that no request waits for: late, repeated or made up. */
    void unmatchedAnswer() {
        unmatchedAnswers.incrementAndGet();
    }

    /** A request for something that was not granted. */
    void refusedRequest() {
        refusedRequests.incrementAndGet();
    }

    @Override
    public String toString() {
        return "skipped-lines=%d unmatched-answers=%d refused-requests=%d"
                .formatted(skippedLines.get(), unmatchedAnswers.get(), refusedRequests.get());
    }
}

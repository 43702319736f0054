// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import java.util.concurrent.atomic.AtomicLong;

/** What a server has sent that nobody can use, over all its starts. Safe from any thread. */
public final class Traffic {

    private final AtomicLong skippedMessages = new AtomicLong();
    private final AtomicLong unmatchedAnswers = new AtomicLong();
    private final AtomicLong refusedRequests = new AtomicLong();

    /** Something that is no JSON-RPC message. Returns how many there were. */
    long skip() {
        return skippedMessages.incrementAndGet();
    }

    /** An answer that no request waits for: late, repeated or made up. */
    void unmatchedAnswer() {
        unmatchedAnswers.incrementAndGet();
    }

    /** A request, or a question in the place of an answer, for something that was not granted. */
    public void refusedRequest() {
        refusedRequests.incrementAndGet();
    }

    @Override
    public String toString() {
        return "skipped-messages=%d unmatched-answers=%d refused-requests=%d"
                .formatted(skippedMessages.get(), unmatchedAnswers.get(), refusedRequests.get());
    }
}

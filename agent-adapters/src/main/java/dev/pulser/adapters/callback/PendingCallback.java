// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.contract.name.AgentName;
import dev.pulser.service.json.Json;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Callback of a running attempt. The owner waits for results; requests arrive on any thread. Rejects requests after it
 * is closed.
 */
public final class PendingCallback implements AutoCloseable {

    private final AgentName agent;
    private final Instant until;
    private final URI address;
    private final @Nullable CallbackSignature signature;
    private final int expected;
    private final AttemptListener listener;
    private final Runnable onClose;
    private final BlockingQueue<CallbackPost> results;
    private final Set<ByteBuffer> seen = new HashSet<>();
    private boolean closed;

    PendingCallback(
            AgentName agent,
            Instant until,
            URI address,
            @Nullable CallbackSignature signature,
            int expected,
            AttemptListener listener,
            Runnable onClose) {
        this.agent = agent;
        this.until = until;
        this.address = address;
        this.signature = signature;
        this.expected = expected;
        this.listener = listener;
        this.onClose = onClose;
        results = new ArrayBlockingQueue<>(expected);
    }

    /** Returns the URL to post to. Anyone who knows it may post until the callback is closed. */
    public URI address() {
        return address;
    }

    /** Waits for the next result, at most {@code limit}. */
    public Optional<CallbackPost> await(Duration limit) throws InterruptedException {
        return Optional.ofNullable(results.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    AgentName agent() {
        return agent;
    }

    /** Returns true if the attempt's deadline has been reached. */
    boolean expiredAt(Instant time) {
        return !time.isBefore(until);
    }

    @Nullable
    CallbackSignature signature() {
        return signature;
    }

    /** @param digest digest of the request, to detect duplicates */
    synchronized CallbackResponse acceptResult(CallbackPost request, ByteBuffer digest) {
        if (closed) {
            return rejectLate();
        }
        if (seen.contains(digest)) {
            return new CallbackResponse.Conflict("This result was posted before.");
        }
        if (seen.size() == expected) {
            return new CallbackResponse.Conflict("A result was posted already; no further result is expected.");
        }
        seen.add(digest);
        results.add(request);
        return new CallbackResponse.Accepted();
    }

    /** Accepts {@code {"progress":"…","fraction":0.5}}; either member may be missing. */
    synchronized CallbackResponse acceptProgress(Json body) {
        if (closed) {
            return rejectLate();
        }
        var message = body.member("progress");
        var fraction = body.member("fraction");
        var text = message == null ? Optional.of("") : message.asString();
        if (text.isEmpty() || (message == null && fraction == null)) {
            return new CallbackResponse.BadRequest(
                    "The body must be {\"progress\": string, \"fraction\": number from 0 to 1}; one of them may be missing.");
        }
        if (fraction == null || fraction.isNull()) {
            listener.onProgress(text.get(), null);
            return new CallbackResponse.Accepted();
        }
        var share = fraction.asNumber().filter(number -> number >= 0 && number <= 1);
        if (share.isEmpty()) {
            return new CallbackResponse.BadRequest("fraction must be a number from 0 to 1.");
        }
        listener.onProgress(text.get(), share.get());
        return new CallbackResponse.Accepted();
    }

    static CallbackResponse rejectLate() {
        return new CallbackResponse.Conflict("The attempt has ended, or another instance runs the task now.");
    }

    @Override
    public synchronized void close() {
        closed = true;
        onClose.run();
    }
}

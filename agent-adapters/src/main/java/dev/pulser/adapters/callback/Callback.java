// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.name.AgentName;
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

/** An attempt that waits for posts. Its owner waits, posts come from any thread; once it is closed, none is taken any more. */
public final class Callback implements AutoCloseable {

    private final AgentName agent;
    private final Instant until;
    private final URI address;
    private final @Nullable Signature signature;
    private final int expected;
    private final Progress progress;
    private final Runnable forget;
    private final BlockingQueue<Posted> posts;
    private final Set<ByteBuffer> seen = new HashSet<>();
    private boolean closed;

    Callback(
            AgentName agent,
            Instant until,
            URI address,
            @Nullable Signature signature,
            int expected,
            Progress progress,
            Runnable forget) {
        this.agent = agent;
        this.until = until;
        this.address = address;
        this.signature = signature;
        this.expected = expected;
        this.progress = progress;
        this.forget = forget;
        posts = new ArrayBlockingQueue<>(expected);
    }

    /** Where to post; whoever knows it may, until this is closed. */
    public URI address() {
        return address;
    }

    /** Waits for the next post, at most {@code limit}. */
    public Optional<Posted> await(Duration limit) throws InterruptedException {
        return Optional.ofNullable(posts.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    AgentName agent() {
        return agent;
    }

    /** Whether the attempt's deadline has been reached. */
    boolean expiredAt(Instant time) {
        return !time.isBefore(until);
    }

    @Nullable
    Signature signature() {
        return signature;
    }

    /** @param digest tells the same post come twice */
    synchronized Receipt take(Posted posted, ByteBuffer digest) {
        if (closed) {
            return late();
        }
        if (seen.contains(digest)) {
            return new Receipt.Unwanted("this has been posted before");
        }
        if (seen.size() == expected) {
            return new Receipt.Unwanted("no more is expected: there is a result already");
        }
        seen.add(digest);
        posts.add(posted);
        return new Receipt.Taken();
    }

    /** {@code {"progress":"…","fraction":0.5}}, either of which may be missing. */
    synchronized Receipt say(Json said) {
        if (closed) {
            return late();
        }
        var message = said.member("progress");
        var fraction = said.member("fraction");
        var text = message == null ? Optional.of("") : message.asString();
        if (text.isEmpty() || (message == null && fraction == null)) {
            return new Receipt.Malformed("progress has to be {\"progress\": a text, \"fraction\": 0 to 1}");
        }
        if (fraction == null || fraction.isNull()) {
            progress.said(text.get(), null);
            return new Receipt.Taken();
        }
        var share = fraction.asNumber().filter(number -> number >= 0 && number <= 1);
        if (share.isEmpty()) {
            return new Receipt.Malformed("fraction has to be a number from 0 to 1");
        }
        progress.said(text.get(), share.get());
        return new Receipt.Taken();
    }

    static Receipt late() {
        return new Receipt.Unwanted(
                "nobody waits for this: the attempt has ended, or another instance runs the task now");
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget.run();
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.http;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Subscriber that reads the beginning of a body, and cancels the rest. */
final class FirstBytes implements BodySubscriber<FirstBytes.Prefix> {

    private final int max;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Prefix> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    FirstBytes(int max) {
        this.max = max;
    }

    /** Received bytes, at most the requested number. */
    record Prefix(ByteArrayOutputStream bytes, boolean truncated) {}

    @Override
    public CompletionStage<Prefix> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            var chunk = new byte[Math.min(buffer.remaining(), max - bytes.size())];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
            if (buffer.hasRemaining()) {
                requireNonNull(subscription).cancel();
                body.complete(new Prefix(bytes, true));
                return;
            }
        }
    }

    @Override
    public void onError(Throwable cause) {
        body.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        body.complete(new Prefix(bytes, false));
    }
}
